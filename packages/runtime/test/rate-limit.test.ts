// A client with a server that enforces its limit strictly, in simulated time.
import { describe, expect, test } from "vitest";
import type { ApiClient, ClientOptions, Fetch, RequestOptions } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, retrieveItem, shop } from "./support/shop.js";
import { StrictServer } from "./support/strict-server.js";

function paced(clock: FakeClock, fetch: Fetch, options: ClientOptions = {}): ApiClient {
  return shop({ clock, fetch, rateLimit: {}, timeout: Number.POSITIVE_INFINITY, ...options });
}

function call(client: ApiClient, name: string, options: RequestOptions = {}): Promise<unknown> {
  return client.request(retrieveItem, { id: name }, { ...options, headers: { "x-name": name } });
}

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `call ${index}`);

describe("concurrent calls to a server that allows 20 per second", () => {
  test("all 200 succeed without a 429 in less than ten seconds", async () => {
    const clock = new FakeClock();
    const server = new StrictServer(clock, () => ({ there: 25, back: 25 }));
    const started = clock.now();
    const client = paced(clock, server.fetch);
    await clock.finish(Promise.all(names(200).map((name) => call(client, name))));
    expect([server.arrivals.length, server.refused, server.mostInAWindow]).toEqual([200, 0, 20]);
    expect(clock.now() - started).toBeLessThan(10_000);
    expect(server.names).toEqual(names(200));
  });

  test("all succeed when another client with its own limiter shares the server's limit", async () => {
    const clock = new FakeClock();
    const server = new StrictServer(clock, () => ({ there: 5, back: 5 }));
    const seen = paced(clock, server.fetch);
    const unseen = paced(clock, server.fetch, { apiKey: "the same one, for the server" });
    const calls = [
      ...names(40).map((name) => call(seen, name)),
      ...names(40).map((name) => call(unseen, name)),
    ];
    await clock.finish(Promise.all(calls));
    expect(server.refused).toBeGreaterThan(0);
    expect(server.arrivals.length).toBe(80 + server.refused);
  });
});

describe("after a 429", () => {
  test.each([
    [{}, 1_000],
    [{ "retry-after": "3" }, 3_000],
    [{ ratelimit: '"second";r=0;t=2' }, 2_000],
    [{ ratelimit: '"second";r=0;t=4, "hour";r=70;t=900' }, 4_000],
    [{ ratelimit: "limit=20, remaining=0, reset=5" }, 5_000],
    [{ "ratelimit-reset": "6" }, 6_000],
    [{ ratelimit: '"second";r=0', "ratelimit-reset": "soon" }, 1_000],
  ] as [Record<string, string>, number][])(
    "with %j all clients of the key wait %i ms",
    async (headers, pause) => {
      const clock = new FakeClock();
      const sentAt: number[] = [];
      const fetch: Fetch = async () => {
        sentAt.push(clock.now());
        return sentAt.length === 1 ? json({}, 429, headers) : json({});
      };
      const one = paced(clock, fetch);
      const two = paced(clock, fetch);
      const first = call(one, "first");
      await clock.advance(0);
      expect(two.rateLimit.state()?.pausedFor).toBe(pause);
      const second = call(two, "second");
      await clock.finish(Promise.all([first, second]));
      const [start = 0, ...rest] = sentAt;
      // Probing starts with one request, and adds another after a tenth of a window.
      expect(rest).toEqual([start + pause, start + pause + 100]);
    },
  );

  test("a call keeps its place in the queue", async () => {
    const clock = new FakeClock();
    const order: string[] = [];
    const fetch: Fetch = async (_, init) => {
      order.push(new Headers(init?.headers).get("x-name") ?? "");
      return order.length <= 2 ? json({}, 429) : json({});
    };
    const client = paced(clock, fetch, { rateLimit: { requests: 2 } });
    await clock.finish(Promise.all(["a", "b", "c", "d"].map((name) => call(client, name))));
    expect(order).toEqual(["a", "b", "a", "b", "c", "d"]);
  });

  test("a call whose deadline passes in the queue rejects with the RateLimitError", async () => {
    const clock = new FakeClock();
    const waitsForEver: Fetch = () => new Promise(() => {});
    let attempts = 0;
    const fetch: Fetch = async (...request) => (attempts++ === 0 ? json({}, 429) : waitsForEver(...request));
    const client = paced(clock, fetch, { rateLimit: { requests: 1 } });
    const refused = call(client, "refused", { deadline: 3_000 });
    await clock.advance(0);
    const controller = new AbortController();
    const blocker = call(client, "blocker", { priority: 1, signal: controller.signal });
    await expect(clock.finish(refused)).rejects.toMatchObject({ name: "RateLimitError" });
    controller.abort();
    await expect(blocker).rejects.toMatchObject({ name: "APIUserAbortError" });
    expect(clock.pending).toBe(0);
  });

  test("a call never waits for the monthly quota", async () => {
    const clock = new FakeClock();
    const client = paced(clock, async () => json({ message: "Monthly limit reached" }, 429));
    await expect(call(client, "a")).rejects.toMatchObject({ name: "QuotaExceededError" });
    expect(client.rateLimit.state()?.pausedFor).toBe(0);
  });
});

describe("waiting calls", () => {
  test("are sent by priority, then by arrival", async () => {
    const clock = new FakeClock();
    const server = new StrictServer(clock, () => ({ there: 0, back: 0 }), 1);
    const client = paced(clock, server.fetch, { rateLimit: { requests: 1 } });
    const calls = [0, 0, 5, -1, 5, 0].map((priority, index) => call(client, String(index), { priority }));
    await clock.finish(Promise.all(calls));
    expect(server.names).toEqual(["0", "2", "4", "1", "5", "3"]);
  });

  test("leave the queue immediately when aborted, and leave no timer", async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const server = new StrictServer(clock, () => ({ there: 0, back: 0 }));
    const client = paced(clock, server.fetch);
    await clock.finish(Promise.all(names(20).map((name) => call(client, name))));
    const waiting = names(50).map((name) => call(client, name, { signal: controller.signal }));
    expect([client.rateLimit.state()?.queued, clock.pending]).toEqual([50, 1]);
    controller.abort();
    const results = await Promise.allSettled(waiting);
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect([client.rateLimit.state()?.queued, clock.pending, server.arrivals.length]).toEqual([0, 0, 20]);
  });

  test("reject at their deadline", async () => {
    const clock = new FakeClock();
    const client = paced(clock, async () => json({}), { rateLimit: { requests: 1 } });
    await call(client, "first");
    const late = call(client, "late", { deadline: 300 });
    await expect(clock.finish(late)).rejects.toMatchObject({ name: "APIConnectionTimeoutError" });
    expect(client.rateLimit.state()).toMatchObject({ queued: 0, inFlight: 0, cooling: 1 });
  });

  test("never exceed maxQueue; further calls reject immediately", async () => {
    const clock = new FakeClock();
    const client = paced(clock, async () => json({}), { rateLimit: { requests: 1, maxQueue: 2 } });
    const calls = Promise.all(names(3).map((name) => call(client, name)));
    await expect(call(client, "one too many")).rejects.toMatchObject({
      name: "QueueFullError",
      message: expect.stringContaining("queue of the rate limit is full: 2 requests"),
    });
    await clock.finish(calls);
  });

  test("all leave the queue when their shared signal aborts, even 10,000 of them", async () => {
    const clock = new FakeClock();
    const client = paced(clock, async () => json({}), { rateLimit: { requests: 1 } });
    await call(client, "first");
    const controller = new AbortController();
    const waiting: Promise<unknown>[] = [];
    for (let index = 0; index < 10_000; index++) {
      waiting.push(call(client, "x", { signal: controller.signal, priority: index % 7 }).catch(() => {}));
    }
    expect(client.rateLimit.state()?.queued).toBe(10_000);
    controller.abort();
    await Promise.all(waiting);
    expect(client.rateLimit.state()?.queued).toBe(0);
  });
});

describe("the limit", () => {
  test("is shared by all clients with the same base URL and key; the strictest applies", async () => {
    const clock = new FakeClock();
    const server = new StrictServer(clock, () => ({ there: 10, back: 10 }), 5);
    const one = paced(clock, server.fetch);
    const two = paced(clock, server.fetch, { rateLimit: { requests: 5 } });
    const calls = names(10).flatMap((name) => [call(one, name), call(two, name)]);
    await clock.finish(Promise.all(calls));
    expect([server.refused, server.mostInAWindow]).toEqual([0, 5]);
    expect(one.rateLimit.state()).toEqual(two.rateLimit.state());
  });

  test("is separate for each key and base URL", async () => {
    const clock = new FakeClock();
    const options = { rateLimit: { requests: 1 } };
    const one = paced(clock, async () => json({}), options);
    await call(one, "a");
    const others = [{ apiKey: "other" }, { baseURL: "https://other.test" }];
    const free = others.map((other) => paced(clock, async () => json({}), { ...options, ...other }));
    expect([one, ...free].map((client) => client.rateLimit.state()?.available)).toEqual([0, 1, 1]);
  });

  test("exposes its state", async () => {
    const clock = new FakeClock();
    const server = new StrictServer(clock, () => ({ there: 10, back: 10 }));
    const client = paced(clock, server.fetch);
    const calls = Promise.all(names(25).map((name) => call(client, name)));
    expect(client.rateLimit.state()).toMatchObject({ queued: 5, inFlight: 20, cooling: 0, available: 0 });
    await clock.advance(20);
    expect(client.rateLimit.state()).toMatchObject({ queued: 5, inFlight: 0, cooling: 20, available: 0 });
    await clock.finish(calls);
    await clock.advance(2_000);
    expect(client.rateLimit.state()).toEqual({
      policy: { requests: 20, perSeconds: 1, recoverySeconds: 1 },
      limit: 20,
      queued: 0,
      inFlight: 0,
      cooling: 0,
      available: 20,
      pausedFor: 0,
    });
  });

  test("frees a slot based on the time of the headers, however long the body takes", async () => {
    const clock = new FakeClock();
    let body: ReadableStreamDefaultController<Uint8Array> | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        body = controller;
      },
    });
    const client = paced(clock, async () => new Response(stream));
    const slow = call(client, "slow");
    await clock.advance(0);
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0, cooling: 1 });
    await clock.advance(5_000);
    expect(client.rateLimit.state()).toMatchObject({ available: 20 });
    body?.close();
    expect(await slow).toBeUndefined();
  });

  test("can be disabled", async () => {
    const clock = new FakeClock();
    const client = paced(clock, async () => json({}), { rateLimit: false });
    await Promise.all(names(100).map((name) => call(client, name)));
    expect(client.rateLimit.state()).toBeUndefined();
  });

  test("counts a request without a response, but not a call aborted before it is sent", async () => {
    const clock = new FakeClock();
    const client = paced(clock, () => Promise.reject(new TypeError("fetch failed")), { maxRetries: 0 });
    await expect(call(client, "a")).rejects.toThrow("no response from shop.test");
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0, cooling: 1 });
    const controller = new AbortController();
    const given = call(client, "b", { signal: controller.signal });
    controller.abort();
    await expect(given).rejects.toMatchObject({ name: "APIUserAbortError" });
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0, cooling: 1, available: 19 });
  });
});
