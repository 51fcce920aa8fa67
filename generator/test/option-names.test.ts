import type { ApiClient, ClientOptions, RequestOptions } from "@copilot-sdk/runtime";
import type { StreamOptions } from "@copilot-sdk/runtime/streams";
import { expect, test } from "vitest";
import { CLIENT_MEMBERS, CLIENT_OPTION_NAMES, OPTION_NAMES } from "../src/names/words.ts";

/** All options of a call. The compiler checks that none is missing. */
const options: { readonly [Name in keyof Required<RequestOptions & StreamOptions>]: true } = {
  deadline: true,
  headers: true,
  idempotencyKey: true,
  lastEventId: true,
  maxResponseBytes: true,
  maxRetries: true,
  prefetch: true,
  priority: true,
  query: true,
  reconnects: true,
  signal: true,
  stallTimeout: true,
  timeout: true,
};

/** All options of a client. The compiler checks that none is missing. */
const clientOptions: { readonly [Name in keyof Required<ClientOptions>]: true } = {
  account: true,
  apiKey: true,
  baseURL: true,
  clock: true,
  dangerouslyAllowBrowser: true,
  defaultHeaders: true,
  fetch: true,
  logLevel: true,
  logger: true,
  maxResponseBytes: true,
  maxRetries: true,
  middleware: true,
  onData: true,
  onEvent: true,
  quota: true,
  rateLimit: true,
  timeout: true,
  userAgent: true,
};

test("the generator knows the names of all options of a call", () => {
  expect([...OPTION_NAMES].sort()).toEqual(Object.keys(options).sort());
});

test("the generator knows the names of all options of a client, so that no security scheme takes one", () => {
  // These are options of generated clients.
  const generated = ["server", "session", "variables"];
  const own = Object.keys(clientOptions).filter((name) => name !== "apiKey");
  expect([...CLIENT_OPTION_NAMES].sort()).toEqual([...own, ...generated].sort());
});

/** All members of a client. The compiler checks that none is missing. */
const clientMembers: { readonly [Name in keyof ApiClient]: true } = {
  baseURL: true,
  page: true,
  quota: true,
  rateLimit: true,
  request: true,
  stream: true,
  transport: true,
  withOptions: true,
};

test("the generator knows the names of all members of a client, so that no resource takes one", () => {
  expect([...CLIENT_MEMBERS]).toEqual(expect.arrayContaining(Object.keys(clientMembers)));
});
