import { describe, expect, test } from "vitest";
import { RateLimiter } from "../src/rate-limit.js";
import { errorBody, openLibrary, send } from "./support/library.js";

describe("the limit of a key", () => {
  const limit = { requests: 3, perSeconds: 1, recoverySeconds: 2 };

  test("applies to every window, not only to those that start at a full second", () => {
    const limiter = new RateLimiter(limit);
    const arrivals = [0, 600, 900, 1000, 1599].map((at) => limiter.admit("a", at));
    expect(arrivals).toEqual([true, true, true, true, false]);
  });

  test("admits a request exactly one window after the one that it replaces", () => {
    const limiter = new RateLimiter(limit);
    expect([0, 0, 0, 1000].map((at) => limiter.admit("a", at))).toEqual([true, true, true, true]);
  });

  test("rejects all requests for the recovery time once it was exceeded; rejected requests do not extend it", () => {
    const limiter = new RateLimiter(limit);
    const times = [0, 0, 0, 100, 1500, 2099, 2100];
    const admitted = times.map((at) => limiter.admit("a", at));
    expect(admitted).toEqual([true, true, true, false, false, false, true]);
  });

  test("counts only admitted requests", () => {
    const limiter = new RateLimiter({ ...limit, recoverySeconds: 0.1 });
    const times = [0, 0, 0, 500, 550, 1000, 1000, 1000, 1001];
    const admitted = times.map((at) => limiter.admit("a", at));
    expect(admitted).toEqual([true, true, true, false, false, true, true, true, false]);
  });
});

describe("the server", () => {
  test("responds above the limit with the documented 429, for each key separately", async () => {
    await using mock = await openLibrary();
    const burst = await Promise.all(Array.from({ length: 5 }, () => send(mock, "/books")));
    const other = await send(mock, "/books", { card: "card-2" });
    expect(burst.map((response) => response.status).sort()).toEqual([200, 200, 200, 429, 429]);
    expect(await burst.find((response) => response.status === 429)?.json()).toEqual(errorBody(429));
    expect(other.status).toBe(200);
    expect(mock.arrivals.map((arrival) => arrival.status)).toEqual([200, 200, 200, 429, 429, 200]);
  });

  test("responds with 429 even where the document has none", async () => {
    await using mock = await openLibrary({ rateLimit: { requests: 0, perSeconds: 1, recoverySeconds: 1 } });
    const response = await send(mock, "/authors");
    expect([response.status, await response.json()]).toEqual([429, { message: "Too many requests" }]);
  });

  test("applies another limit, or none, from its options", async () => {
    await using free = await openLibrary({ rateLimit: false });
    const responses = await Promise.all(Array.from({ length: 10 }, () => send(free, "/books")));
    expect(responses.filter((response) => response.status !== 200)).toEqual([]);
  });
});
