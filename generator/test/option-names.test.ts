import type { RequestOptions } from "@copilot-sdk/runtime";
import { expect, test } from "vitest";
import { OPTION_NAMES } from "../src/names/words.ts";

/** All options of a call. The compiler checks that none is missing. */
const options: { readonly [Name in keyof Required<RequestOptions>]: true } = {
  deadline: true,
  headers: true,
  idempotencyKey: true,
  maxResponseBytes: true,
  maxRetries: true,
  prefetch: true,
  priority: true,
  query: true,
  signal: true,
  timeout: true,
};

test("the generator knows the names of all options of a call", () => {
  expect([...OPTION_NAMES].sort()).toEqual(Object.keys(options).sort());
});
