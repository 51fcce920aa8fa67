import { expect, test } from "vitest";
import { patternSamples } from "../src/pattern-samples.js";

test.each(["^[a-f0-9]{0,2147483648}$", "^[a-f0-9]{262144}$", "^(\\d{3}-)+[A-Z]?$"])(
  "the strings for %s match it, and making them ends",
  (pattern) => {
    const samples = patternSamples({ pattern });
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.filter((text) => !new RegExp(pattern).test(text)).map(({ length }) => length)).toEqual([]);
  },
);

test.each([
  ["date-time", "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", ["2025-01-15T09:00:00Z"]],
  ["date-time", "^\\d{4}-.*Z$", []],
  ["date", "^\\d{4}-\\d{2}-\\d{2}$", []],
])("a %s with the pattern %s is one, not only digits in its form", (format, pattern, expected) => {
  expect(patternSamples({ format, pattern })).toEqual(expected);
});
