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
