import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import {
  type APIError,
  ApiClient,
  type ClientOptions,
  type Operation,
  operation,
  type RequestOptions,
} from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { createItem, json, retrieveItem, scriptedFetch, shop, shopApi } from "./support/shop.js";

interface Outcome {
  readonly attempts: number;
  /** Every delay of the call, in ms. */
  readonly waits: readonly number[];
  readonly error: APIError | undefined;
}

const item: Operation<{ id: string }, unknown> = retrieveItem;
const FOREVER = Number.POSITIVE_INFINITY;

/** The outcome of a call that gets these responses; the last one is repeated. */
async function outcome(
  answers: readonly (Response | Error)[],
  {
    options,
    client,
    called = item,
  }: { options?: RequestOptions; client?: ClientOptions; called?: typeof item } = {},
): Promise<Outcome> {
  const clock = new FakeClock();
  const fetch = scriptedFetch(...answers);
  const caller = shop({ fetch, clock, timeout: FOREVER, ...client });
  const call = caller.request(called, { id: "1" }, options);
  const error = await clock.finish(call).then(
    () => undefined,
    (failure: APIError) => failure,
  );
  expect(clock.pending).toBe(0);
  return { attempts: fetch.sent.length, waits: clock.waits, error };
}

const failed = (status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  json({}, status, headers);
const ok = json({ id: "1" });

describe("a retry", () => {
  test("waits with capped exponential backoff", async () => {
    const { attempts, waits, error } = await outcome([failed(500)], { client: { maxRetries: 7 } });
    expect([attempts, error?.status]).toEqual([8, 500]);
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
  });

  test.each([
    ["QUERY", 2],
    ["COPY", 1],
  ])("of a %s request is made only if the method is safe", async (method, attempts) => {
    const called = operation<{ id: string }, unknown>({ id: "thing", method, path: "/things/{id}" });
    expect(await outcome([failed(500), ok], { called })).toMatchObject({ attempts });
  });

  test.each([408, 500, 502, 503, 504])("is made after status %i", async (status) => {
    expect(await outcome([failed(status), ok])).toMatchObject({ attempts: 2, error: undefined });
  });

  test.each([400, 401, 403, 404, 409, 422, 501])("is not made after status %i", async (status) => {
    expect(await outcome([failed(status), ok])).toMatchObject({ attempts: 1, error: { status } });
  });

  test("is made after a failed connection, twice by default", async () => {
    const { attempts, error } = await outcome([new TypeError("fetch failed")]);
    expect([attempts, error?.name]).toEqual([3, "APIConnectionError"]);
  });

  test("is made after an attempt that timed out", async () => {
    let attempts = 0;
    const fetch = (): Promise<Response> =>
      attempts++ === 0 ? new Promise(() => {}) : Promise.resolve(ok.clone());
    expect(await outcome([], { client: { fetch, timeout: 700 } })).toMatchObject({ waits: [700, 250, 700] });
    expect(attempts).toBe(2);
  });

  test("is not made for a POST request without an idempotency key", async () => {
    const post = operation<{ id: string }, unknown>({ ...createItem, id: "post" });
    const again = operation<{ id: string }, unknown>({ ...post, idempotencyHeader: "Idempotency-Key" });
    expect(await outcome([failed(500), ok], { called: post })).toMatchObject({ attempts: 1 });
    expect(await outcome([new Error(), ok], { called: post })).toMatchObject({ attempts: 1 });
    expect(await outcome([failed(500), ok], { called: again })).toMatchObject({ attempts: 2 });
    const options = { idempotencyKey: "k" };
    expect(await outcome([failed(500), ok], { called: post, options })).toMatchObject({ attempts: 2 });
  });

  test("keeps the idempotency key of the first attempt", async () => {
    const clock = new FakeClock();
    const fetch = scriptedFetch(failed(500), ok);
    const keyed = operation<object, unknown>({ ...createItem, idempotencyHeader: "X-Key" });
    await clock.finish(shop({ fetch, clock }).request(keyed, {}));
    const keys = fetch.sent.map(({ headers }) => headers.get("x-key"));
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });

  test("is disabled by maxRetries: 0 on the client or the call, also for a 429", async () => {
    expect(await outcome([failed(500)], { client: { maxRetries: 0 } })).toMatchObject({ attempts: 1 });
    expect(await outcome([failed(429)], { options: { maxRetries: 0 } })).toMatchObject({ attempts: 1 });
  });
});

describe("an API whose description sets the number of retries", () => {
  test.each([
    ["uses it", {}, 5],
    ["lets the option of the client replace it", { maxRetries: 1 }, 2],
  ])("%s", async (_name, options, attempts) => {
    const clock = new FakeClock();
    const fetch = scriptedFetch(failed(500));
    const client = new ApiClient({ ...shopApi, maxRetries: 4 }, { apiKey: "key", fetch, clock, ...options });
    await clock.finish(client.request(item, { id: "1" })).catch(() => undefined);
    expect(fetch.sent.length).toBe(attempts);
  });
});

describe("Retry-After", () => {
  const date = "Thu, 01 Jan 2026 00:00:00 GMT";
  test.each([
    ["3", 3_000],
    ["0", 0],
    ["1.5", 1_500],
    ["Thu, 01 Jan 2026 00:00:07 GMT", 7_000],
    ["31536000", 60_000],
    ["Fri, 01 Jan 2027 00:00:00 GMT", 60_000],
    ["-5", 250],
    ["soon", 250],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 250],
    ["1..2", 250],
    ["", 250],
  ])("of %j makes a retry wait %i ms", async (text, wait) => {
    const { attempts, waits } = await outcome([failed(503, { "retry-after": text, date }), ok]);
    expect([attempts, waits]).toEqual([2, [wait]]);
  });
});

describe("status 429 without pacing", () => {
  test("is retried for any method, after Retry-After or else after the API's recovery time", async () => {
    const post = operation<{ id: string }, unknown>({ ...createItem, id: "post" });
    const answers = [failed(429), failed(429, { "retry-after": "2" }), ok];
    expect(await outcome(answers, { called: post })).toEqual({
      attempts: 3,
      waits: [1000, 2000],
      error: undefined,
    });
  });

  test("rejects with RateLimitError after ten waits", async () => {
    const { attempts, error } = await outcome([failed(429)]);
    expect([attempts, error?.name]).toEqual([11, "RateLimitError"]);
  });

  test("does not use up the retries of other failures", async () => {
    const answers = [failed(429), failed(500), failed(429), failed(500), failed(429), ok];
    expect(await outcome(answers)).toMatchObject({ attempts: 6, error: undefined });
  });

  test("is not retried when the monthly quota is used up", async () => {
    const spent = json({ message: "Monthly limit reached" }, 429);
    expect(await outcome([spent, ok])).toMatchObject({
      attempts: 1,
      waits: [],
      error: { name: "QuotaExceededError" },
    });
  });
});

describe("a deadline", () => {
  test("ends the whole call when no response arrives", async () => {
    const options = { deadline: 100 };
    const { error } = await outcome([], { options, client: { fetch: () => new Promise(() => {}) } });
    expect(error?.name).toBe("APIConnectionTimeoutError");
    expect(error?.message).toBe("no response within 100 ms (deadline)");
  });

  test("that would pass during the wait for a retry ends the call at once with the last error", async () => {
    const { attempts, waits, error } = await outcome([failed(429, { "retry-after": "5" })], {
      options: { deadline: 4_000 },
    });
    expect([attempts, waits, error?.name]).toEqual([1, [4_000], "RateLimitError"]);
  });

  test("ends a call that gets nothing but 429 responses", async () => {
    const { attempts, error } = await outcome([failed(429)], { options: { deadline: 3_500 } });
    expect([attempts, error?.name]).toEqual([4, "RateLimitError"]);
  });
});

test.each<[RequestOptions]>([
  [{ timeout: 0 }],
  [{ timeout: Number.NaN }],
  [{ deadline: Number.NaN }],
  [{ maxRetries: -1 }],
])("a call with the option %j rejects and sends nothing", async (options) => {
  const fetch = scriptedFetch(ok);
  await expect(shop({ fetch }).request(item, { id: "1" }, options)).rejects.toThrow(TypeError);
  expect(fetch.sent).toEqual([]);
});

describe("a signal", () => {
  test("aborts the wait for a retry at once and leaves no timer or listener", async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const call = shop({ fetch: scriptedFetch(failed(500)), clock, timeout: FOREVER }).request(
      item,
      { id: "1" },
      { signal: controller.signal, deadline: 60_000 },
    );
    await clock.advance(0);
    expect(clock.pending).toBe(2);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "APIUserAbortError" });
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  test("has no listener left after the call succeeds, and no timer is pending", async () => {
    const clock = new FakeClock();
    const { signal } = new AbortController();
    await shop({ fetch: scriptedFetch(ok), clock }).request(item, { id: "1" }, { signal, deadline: 1_000 });
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });
});
