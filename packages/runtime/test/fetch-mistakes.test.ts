// A programming error is reported as such and not retried: it is not a connection error.
import { describe, expect, test } from "vitest";
import { APIConnectionError, APIError, type Fetch, operation } from "../src/index.js";
import { json, retrieveItem, shop } from "./support/shop.js";

/** Calls with a `fetch`; returns the error and how often `fetch` was called. */
async function failureOf(fetch: Fetch): Promise<{ readonly error: unknown; readonly calls: number }> {
  let calls = 0;
  const counted: Fetch = (url, init) => {
    calls++;
    return fetch(url, init);
  };
  const error: unknown = await shop({ fetch: counted })
    .request(retrieveItem, { id: "1" })
    .catch((failure: unknown) => failure);
  return { error, calls };
}

describe("a fetch with a programming error is called once, and the error describes the problem:", () => {
  const mistakes = [
    new TypeError("Cannot read properties of undefined (reading 'foo')"),
    new ReferenceError("responses is not defined"),
    new SyntaxError("Unexpected token"),
    new RangeError("Invalid array length"),
    Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL" }),
    new TypeError("Request with GET/HEAD method cannot have body."),
    new TypeError("fetch() request with GET/HEAD method cannot have body."),
    new TypeError("RequestInit: Expected signal to be an instance of AbortSignal."),
    new TypeError("undefined is not an object (evaluating 'connection.lost')"),
    new TypeError("ReadableStream is locked or disturbed"),
  ];

  test.each(mistakes.map((mistake) => [String(mistake), mistake] as const))("%s", async (_, mistake) => {
    for (const fetch of [
      () => Promise.reject(mistake),
      () => {
        throw mistake;
      },
    ]) {
      const { error, calls } = await failureOf(fetch);
      expect(calls).toBe(1);
      expect(error).toBeInstanceOf(APIError);
      expect(error).not.toBeInstanceOf(APIConnectionError);
      expect(error).toMatchObject({
        message: `fetch threw a ${mistake.name}, which is not a network failure: see the error's cause (GET /v1/items/{id})`,
        cause: mistake,
        operation: "retrieveItem",
        status: undefined,
      });
    }
  });

  test.each<[string, unknown, string]>([
    ["nothing", undefined, "fetch returned undefined"],
    ["null", null, "fetch returned null"],
    ["a string", "{}", "fetch returned a string"],
    ["an empty string", "", "fetch returned a string"],
    [
      "an object with only ok, status and json()",
      { ok: true, status: 200, json: async () => ({ id: "1" }) },
      "fetch returned an object",
    ],
  ])("it returns %s", async (_, value, message) => {
    const { error, calls } = await failureOf(async () => value as Response);
    expect(calls).toBe(1);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({
      message: `${message}, which is not a Response, with status, headers and text() (GET /v1/items/{id})`,
      operation: "retrieveItem",
    });
  });

  test("it returns the same response for two calls", async () => {
    const response = json({ id: "1" });
    expect(await shop({ fetch: async () => response }).request(retrieveItem, { id: "1" })).toEqual({
      id: "1",
    });
    const { error, calls } = await failureOf(async () => response);
    expect(calls).toBe(1);
    expect((error as Error).message).toContain("the body of the response has already been read");
    expect((error as Error).message).toContain("fetch must return a new response for each request");
  });

  test("an error that is not a built-in JavaScript error is retried as a network failure", async () => {
    const { error, calls } = await failureOf(() => Promise.reject(new DOMException("gone", "NetworkError")));
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(calls).toBe(3);
  });
});

describe("a request that fetch cannot send is rejected before it is sent:", () => {
  test.each(["GET", "HEAD"] as const)("a %s with a body", async (method) => {
    const search = operation<{ q?: string }, unknown>({
      id: "search",
      method,
      path: "/v1/search",
      body: "json",
      bodyOptional: true,
    });
    const { calls } = await failureOf(async () => json({}));
    expect(calls).toBe(1);
    const client = shop({ fetch: async () => new Response("{}") });
    await expect(client.request(search, { q: "x" })).rejects.toThrow(
      new TypeError(`search: a ${method} request cannot have a body`),
    );
    await client.request(search);
  });
});
