import { expect, test } from "vitest";
import { smallestFailing } from "../src/types/smallest-failing.ts";

const hundred = Array.from({ length: 100 }, (_, index) => index);

test("one element to blame is found by halves", async () => {
  let asked = 0;
  const fails = async (some: readonly number[]) => {
    asked += 1;
    return some.includes(37);
  };
  expect(await smallestFailing(hundred, fails)).toEqual([37]);
  expect(asked).toBeLessThan(20);
});

test("of two that fail together neither is left out", async () => {
  const fails = async (some: readonly number[]) => some.includes(3) && some.includes(90);
  expect(await smallestFailing(hundred, fails)).toEqual([3, 90]);
});

test("what fails without any of them stays one of them", async () => {
  expect(await smallestFailing([5], async () => true)).toEqual([5]);
});
