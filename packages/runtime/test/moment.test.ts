// Parsing of dates and timestamps.
import { expect, test } from "vitest";
import { momentOf } from "../src/platform/index.js";

const newYear = Date.UTC(2026, 0, 1);

test.each([
  "2026-01-01T00:00:00.000000000Z",
  "2026-01-01T00:00:00Z",
  "2026-01-01t01:30:00+01:30",
  "2025-12-31 23:00-01:00",
  "2026-01-01T00:00:00",
  "2026-01-01",
  newYear,
  newYear / 1000,
  String(newYear),
  String(newYear / 1000),
])("momentOf parses %j", (value) => {
  expect(momentOf(value)).toBe(newYear);
});

test.each([
  undefined,
  null,
  "",
  "never",
  "in 5 minutes",
  "1 Jan 2026",
  "Thu, 01 Jan 2026 00:00:00 GMT",
  "2026-01-01T25:00:00Z",
  "2026-01-01T00:00:0000Z",
  "2026-01-01T00:00:00 UTC",
  "-5",
  "1e3",
  Number.NaN,
  true,
  {},
  [newYear],
  new Date(newYear),
])("momentOf returns NaN for %j", (value) => {
  expect(momentOf(value)).toBeNaN();
});
