import type { RequestOptions } from "@copilot-sdk/runtime";
import { expect, test } from "vitest";
import { OPTION_NAMES } from "../src/model/words.ts";

/** Every option of a call, which the compiler holds to be whole. */
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

test("the generator knows what the runtime calls the options of a call", () => {
  expect([...OPTION_NAMES].sort()).toEqual(Object.keys(options).sort());
});
