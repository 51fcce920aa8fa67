// Time continues from where it was, whatever happens to the clock that it is read from.
import { expect, test } from "vitest";
import { SteadyTime } from "../src/platform/steady-time.js";

/** A clock that can be replaced and set. */
function scope(now = 0) {
  const clockAt = (start: number) => ({ at: start, now: () => 0 });
  const performance = clockAt(now);
  performance.now = () => performance.at;
  const replaced = {
    performance,
    replace(start: number): { at: number; now(): number } {
      const fake = clockAt(start);
      fake.now = () => fake.at;
      replaced.performance = fake;
      return fake;
    },
  };
  return replaced;
}

test("time advances with the clock", () => {
  const place = scope(100);
  const time = new SteadyTime(place);
  const start = time.now();
  place.performance.at += 40;
  expect(time.now() - start).toBe(40);
});

test("time continues when a fake clock that starts at 0 replaces the real one", () => {
  const place = scope(5_000);
  const real = place.performance;
  const time = new SteadyTime(place);
  const start = time.now();
  real.at += 300;
  const fake = place.replace(0);
  expect(time.now() - start).toBe(300);
  fake.at += 20;
  expect(time.now() - start).toBe(320);
});

test("time continues when the real clock replaces a fake one that was far ahead", () => {
  const place = scope(5_000);
  const real = place.performance;
  const time = new SteadyTime(place);
  const start = time.now();
  const fake = place.replace(0);
  time.now();
  fake.at += 3_600_000;
  expect(time.now() - start).toBe(3_600_000);
  place.performance = real;
  expect(time.now() - start).toBe(3_600_000);
  real.at += 10;
  expect(time.now() - start).toBe(3_600_010);
});

test("time stands still after the clock goes back a little, until it catches up", () => {
  const place = scope(1_000);
  const time = new SteadyTime(place);
  const start = time.now();
  place.performance.at -= 100;
  expect(time.now() - start).toBe(0);
  place.performance.at += 60;
  expect(time.now() - start).toBe(0);
  place.performance.at += 50;
  expect(time.now() - start).toBe(10);
});

test("alternating between two slightly different clocks does not make time run faster", () => {
  const place = scope(1_000);
  const time = new SteadyTime(place);
  const start = time.now();
  for (let turn = 0; turn < 100; turn++) {
    place.performance.at += 1;
    time.now();
    place.performance.at -= 3;
    time.now();
    place.performance.at += 3;
  }
  expect(time.now() - start).toBe(100);
});

test("time continues from where it was when the clock goes back far", () => {
  const place = scope(10_000_000);
  const time = new SteadyTime(place);
  const start = time.now();
  place.performance.at = 0;
  expect(time.now() - start).toBe(0);
  place.performance.at += 70;
  expect(time.now() - start).toBe(70);
});

test("a jump ahead counts as elapsed time, as after a machine slept or a process was suspended", () => {
  const place = scope(0);
  const time = new SteadyTime(place);
  const start = time.now();
  place.performance.at += 86_400_000;
  expect(time.now() - start).toBe(86_400_000);
});

test("a timer that fires long before it is due, as fake timers do, advances the time", () => {
  const place = scope(0);
  const time = new SteadyTime(place);
  const start = time.now();
  time.reached(start + 60_000);
  expect(time.now() - start).toBe(60_000);
  place.performance.at += 5;
  expect(time.now() - start).toBe(60_005);
});

test("a timer that fires a millisecond early does not change the time", () => {
  const place = scope(0);
  const time = new SteadyTime(place);
  const start = time.now();
  time.reached(start + 1);
  expect(time.now() - start).toBe(0);
});
