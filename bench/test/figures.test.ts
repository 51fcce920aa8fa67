import assert from "node:assert/strict";
import { test } from "node:test";
import { arrivalsInSeconds, sharesOfProcesses } from "../src/burst/figures.ts";
import { idealSeconds } from "../src/burst/settings.ts";
import { FixedLimit, SlidingLimit, type StrictLimit } from "../src/burst/strict-limit.ts";
import { jainIndex, median, quantile, randomNumbers } from "../src/statistics.ts";

function judge(limit: StrictLimit, times: readonly number[]): readonly boolean[] {
  return times.map((time) => limit.accepts(time));
}

test("a sliding limit applies to every second, and rejected requests do not count", () => {
  const times = [0, 900, 950, 999, 1000, 1001, 1899, 1900];
  assert.deepEqual(judge(new SlidingLimit(2), times), [true, true, false, false, true, false, false, true]);
});

test("a fixed limit counts each second separately, starting at the first request", () => {
  const times = [5300, 6290, 6299, 6300, 6301, 6302, 7300];
  assert.deepEqual(judge(new FixedLimit(2), times), [true, true, false, true, true, false, true]);
});

test("each arrival starts a window of one second, whose end is excluded", () => {
  assert.deepEqual(arrivalsInSeconds([0, 500, 999, 1000, 1600]), [3, 3, 3, 2, 1]);
  assert.deepEqual(arrivalsInSeconds([]), []);
});

test("shares include only requests accepted while every process still had calls to make", () => {
  const arrival = (process: number, at: number, accepted = true) => ({ process, at, accepted });
  const arrivals = [
    arrival(0, 1),
    arrival(1, 2),
    arrival(0, 3),
    arrival(1, 4, false),
    arrival(1, 5),
    arrival(1, 6),
  ];
  assert.deepEqual(sharesOfProcesses(arrivals, 2), [2, 1]);
  assert.deepEqual(sharesOfProcesses(arrivals, 3), [2, 1, 0]);
});

test("the ideal uses each second of the server fully, and waits for one round trip", () => {
  const settings = {
    rps: 20,
    window: "sliding",
    rtt: 50,
    jitter: 30,
    processes: 1,
    share: "none",
    seed: 1,
  } as const;
  assert.deepEqual(
    [1, 20, 21, 200].map((calls) => idealSeconds({ ...settings, calls })),
    [0.05, 0.05, 1.05, 9.05],
  );
});

test("Jain's index is 1 for equal shares and 1/n when one has everything", () => {
  assert.equal(jainIndex([5, 5, 5, 5]), 1);
  assert.equal(jainIndex([8, 0, 0, 0]), 0.25);
});

test("quantiles are interpolated between neighbouring sorted values", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(quantile([0, 10, 20, 30, 40], 0.25), 10);
});

test("random numbers depend only on the seed, and range from 0 to 1", () => {
  const take = (seed: number): readonly number[] => {
    const random = randomNumbers(seed);
    return Array.from({ length: 1000 }, () => random());
  };
  assert.deepEqual(take(1), take(1));
  assert.notDeepEqual(take(1), take(2));
  assert.ok(take(1).every((value) => value >= 0 && value < 1));
  assert.ok(Math.abs(median(take(1)) - 0.5) < 0.05);
});
