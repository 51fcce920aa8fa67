import { expect, test } from "vitest";
import { smallestFailing } from "../src/types/smallest-failing.ts";

const hundred = Array.from({ length: 100 }, (_, index) => index);

test("a single cause is found by bisection", async () => {
  let asked = 0;
  const fails = async (some: readonly number[]) => {
    asked += 1;
    return some.includes(37);
  };
  expect(await smallestFailing(hundred, fails)).toEqual([37]);
  expect(asked).toBeLessThan(20);
});

test("two elements that only fail together are both kept", async () => {
  const fails = async (some: readonly number[]) => some.includes(3) && some.includes(90);
  expect(await smallestFailing(hundred, fails)).toEqual([3, 90]);
});

test("a failure without any cause is reduced to one element", async () => {
  expect(await smallestFailing([5], async () => true)).toEqual([5]);
});
