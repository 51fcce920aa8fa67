// An aborted call settles immediately, whatever it waits for, and leaves no timer and no listener.
import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  APIUserAbortError,
  type ApiClient,
  type CallEvent,
  type ClientOptions,
  type Fetch,
} from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { startServer } from "./support/server.js";
import { json, retrieveItem, scriptedFetch, shop } from "./support/shop.js";

/** A `fetch` that observes its signal like the real one, and never responds. */
const silent: Fetch = (_, init) =>
  new Promise((_, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
  });

/** A response whose body never ends. */
const endless: Fetch = async (_, init) =>
  new Response(
    new ReadableStream({
      start: (controller) =>
        init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason)),
    }),
  );

interface State {
  readonly options: ClientOptions;
  /** Number of calls before the aborted one. */
  readonly before?: number;
}

const states: Readonly<Record<string, State>> = {
  "queued for the rate limit": {
    options: { rateLimit: { requests: 1 }, fetch: silent },
    before: 1,
  },
  "paused by a 429": {
    options: { rateLimit: { requests: 5 }, fetch: scriptedFetch(json({}, 429, { "retry-after": "9" })) },
  },
  "waiting for a retry": { options: { fetch: scriptedFetch(json({}, 500, { "retry-after": "9" })) } },
  "waiting to retry a 429 without a limiter": {
    options: { fetch: scriptedFetch(json({}, 429, { "retry-after": "9" })) },
  },
  "waiting for headers": { options: { fetch: silent } },
  "waiting for a fetch that ignores its signal": { options: { fetch: () => new Promise(() => {}) } },
  "waiting for the body": { options: { fetch: endless } },
  "in a middleware": { options: { middleware: [() => () => new Promise(() => {})] } },
};

describe.each(Object.entries(states))("a call %s", (_, { options, before = 0 }) => {
  test.each([["its signal fires"], ["its deadline passes"]])("ends immediately when %s", async (by) => {
    const clock = new FakeClock();
    const client: ApiClient = shop({ clock, ...options });
    const earlier = new AbortController();
    const others = Array.from({ length: before }, () =>
      client.request(retrieveItem, { id: "0" }, { signal: earlier.signal }).catch(() => {}),
    );
    await clock.advance(0);
    const controller = new AbortController();
    const { signal } = controller;
    const outcome = client
      .request(
        retrieveItem,
        { id: "1" },
        by === "its signal fires" ? { signal } : { signal, deadline: 10_000 },
      )
      .catch((error: unknown) => error);
    await clock.advance(100);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    if (by === "its signal fires") {
      controller.abort();
      expect(await outcome).toBeInstanceOf(APIUserAbortError);
    } else {
      await clock.advance(10_000);
      expect(await outcome).toMatchObject({
        name: expect.stringMatching(/Timeout|RateLimit|InternalServer/),
      });
    }
    earlier.abort();
    await Promise.all(others);
    await setImmediate();
    expect(client.rateLimit.state()?.queued ?? 0).toBe(0);
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });
});

describe("a call that an observer of its events aborts", () => {
  const wait = { requests: 1, perSeconds: 1 };
  test.each<[CallEvent["kind"], ClientOptions, number]>([
    ["queued", { rateLimit: wait, fetch: scriptedFetch(json({})) }, 0],
    [
      "refused",
      { rateLimit: wait, fetch: scriptedFetch(json({}), json({}, 429, { "retry-after": "9" })) },
      8,
    ],
    ["retry", { rateLimit: wait, fetch: scriptedFetch(json({}), json({}, 503, { "retry-after": "9" })) }, 0],
  ])("on %s ends, sends nothing else, and leaves no timer", async (kind, options, pausedFor) => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const fetch = options.fetch as ReturnType<typeof scriptedFetch>;
    const onEvent = (event: CallEvent): void => {
      if (event.kind === kind) controller.abort();
    };
    const client = shop({ ...options, clock, onEvent, apiKey: `a key for ${kind}` });
    await client.request(retrieveItem, { id: "0" });
    const call = client.request(retrieveItem, { id: "1" }, { signal: controller.signal });
    const outcome = call.catch((error: unknown) => error);
    await clock.advance(1_100);
    expect(await outcome).toBeInstanceOf(APIUserAbortError);
    await setImmediate();
    expect([fetch.sent.length, clock.pending]).toEqual([kind === "queued" ? 1 : 2, 0]);
    // All other calls wait after a 429, even if the call that got it was aborted.
    expect(client.rateLimit.state()?.pausedFor).toBeGreaterThanOrEqual(pausedFor * 1000);
  });
});

test("a call that is aborted while it connects ends before anything else happens", async () => {
  const controller = new AbortController();
  // An address that never responds is not available everywhere, but a server that accepts connections and sends nothing is.
  await using server = await startServer(() => {});
  const call = shop({ baseURL: server.url }).request(
    retrieveItem,
    { id: "1" },
    { signal: controller.signal },
  );
  const outcome = call.catch((error: unknown) => error);
  controller.abort();
  expect(await Promise.race([outcome, setImmediate("still waiting")])).toBeInstanceOf(APIUserAbortError);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});
