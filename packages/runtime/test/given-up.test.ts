// Aborted requests that still reach a server with a strict limit.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ApiClient, ClientOptions, Fetch, RequestOptions } from "../src/index.js";
import { lateArrivalAfter } from "../src/rate-limit/late-arrival.js";
import { RecentExtreme } from "../src/rate-limit/recent-extreme.js";
import { SlotRateLimiter } from "../src/rate-limit/slot-rate-limiter.js";
import { FakeClock } from "./support/fake-clock.js";
import { startServer } from "./support/server.js";
import { retrieveItem, shop } from "./support/shop.js";
import { type Latency, StrictServer } from "./support/strict-server.js";

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}`);

/** A clock whose random numbers depend on the seed. */
function seededClock(seed: number): FakeClock {
  const clock = new FakeClock();
  let state = seed;
  clock.random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return clock;
}

function paced(clock: FakeClock, server: StrictServer, options: ClientOptions = {}): ApiClient {
  return shop({ clock, fetch: server.fetch, rateLimit: {}, maxRetries: 0, ...options });
}

/** Makes all calls at once, each with its own options. Returns the time until all have ended, in ms. */
async function callAll(
  clock: FakeClock,
  client: ApiClient,
  optionsOf: (index: number) => RequestOptions,
): Promise<number> {
  const started = clock.now();
  const calls = ids(200).map((id, index) => client.request(retrieveItem, { id }, optionsOf(index)));
  await clock.finish(Promise.allSettled(calls));
  const duration = clock.now() - started;
  // The last aborted request has arrived by then.
  await clock.advance(5_000);
  return duration;
}

describe("none of 200 calls to a server that allows 20 per second gets a 429", () => {
  const network = (clock: FakeClock) => (): Latency => ({
    there: 25 + clock.random() * 15,
    back: 25 + clock.random() * 15,
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("when a third is aborted in flight (seed %i)", async (seed) => {
    const clock = seededClock(seed);
    const server = new StrictServer(clock, network(clock), 20, 1_000, { penalty: false });
    const controllers = ids(200).map(() => new AbortController());
    const abortedFetch: Fetch = (url, init) => {
      const index = Number(String(url).split("/").at(-1));
      if (index % 3 === 0) clock.setTimeout(() => controllers[index]?.abort(), clock.random() * 60);
      return server.fetch(url, init);
    };
    const client = paced(clock, server, { fetch: abortedFetch });
    const duration = await callAll(clock, client, (index) => ({
      signal: controllers[index]?.signal as AbortSignal,
    }));
    // Without an abort they take 9,400 ms.
    expect(duration).toBeLessThan(11_500);
    expect([server.refused, server.arrivals.length]).toEqual([0, 200]);
    expect(server.mostInAWindow).toBe(20);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("when a quarter times out after 30 ms (seed %i)", async (seed) => {
    const clock = seededClock(seed);
    const server = new StrictServer(clock, network(clock), 20, 1_000, { penalty: false });
    await callAll(clock, paced(clock, server), (index) => (index % 4 === 0 ? { timeout: 30 } : {}));
    expect([server.refused, server.arrivals.length]).toEqual([0, 200]);
  });

  test("when the first twenty time out long before they arrive", async () => {
    const clock = new FakeClock();
    const server = new StrictServer(clock, (index) => ({ there: index < 20 ? 600 : 5, back: 5 }), 20, 1_000, {
      penalty: false,
    });
    await callAll(clock, paced(clock, server), (index) => (index < 20 ? { timeout: 100 } : {}));
    expect([server.refused, server.arrivals.length]).toEqual([0, 200]);
  });
});

test("no request gets a 429, whichever are aborted and when, if they arrive within the bound", async () => {
  const milliseconds = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
  const fate = fc.record({
    there: milliseconds(1_500),
    back: milliseconds(500),
    givenUpAfter: fc.option(milliseconds(2_000), { nil: Number.POSITIVE_INFINITY }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { minLength: 1, maxLength: 20 }),
      milliseconds(1_000),
      fc.integer({ min: 1, max: 4 }),
      async (fates, bound, limit) => {
        const clock = new FakeClock();
        let way: Latency = { there: 0, back: 0 };
        const server = new StrictServer(clock, () => way, limit);
        const floor = { milliseconds: 0, lateArrival: bound, send: () => trip, forget() {} };
        const policy = { requests: limit, perSeconds: 1, recoverySeconds: 1 };
        const limiter = new SlotRateLimiter({ policy, clock, floor });
        const calls = Array.from({ length: 20 }, async (_, index) => {
          const permit = await limiter.acquire();
          const { there, back, givenUpAfter } = fates[index % fates.length] as (typeof fates)[number];
          const controller = new AbortController();
          if (givenUpAfter < Number.POSITIVE_INFINITY) {
            clock.setTimeout(() => controller.abort(), givenUpAfter);
          }
          way = { there: Math.min(there, givenUpAfter + bound), back };
          await server.fetch("https://shop.test", { signal: controller.signal }).then(
            ({ status }) => (status === 429 ? permit.refused(1_000) : permit.answered()),
            () => permit.lost(),
          );
        });
        await clock.finish(Promise.all(calls));
        await clock.advance(5_000);
        expect([server.refused, server.arrivals.length]).toEqual([0, 20]);
      },
    ),
    { numRuns: 100 },
  );
});

const trip = { answered() {}, ended() {} };

describe("the slot of an aborted request", () => {
  const policy = { requests: 1, perSeconds: 1, recoverySeconds: 1 };

  /** Time from an abort until the next request may be sent, in ms. */
  async function heldFor(limiter: SlotRateLimiter, clock: FakeClock): Promise<number> {
    const permit = await clock.finish(limiter.acquire());
    const givenUpAt = clock.now();
    permit.lost();
    (await clock.finish(limiter.acquire())).unused();
    return clock.now() - givenUpAt;
  }

  test("is held for a second and a window while no round trip is known", async () => {
    const clock = new FakeClock();
    expect(await heldFor(new SlotRateLimiter({ policy, clock }), clock)).toBe(2_000);
  });

  test("is held for the longest recent round trip and a window afterwards", async () => {
    const clock = new FakeClock();
    const limiter = new SlotRateLimiter({ policy, clock });
    for (let count = 0; count < 20; count++) {
      const permit = await clock.finish(limiter.acquire());
      await clock.advance(count === 7 ? 400 : 100);
      permit.answered();
    }
    expect(await heldFor(limiter, clock)).toBe(1_400);
  });

  test("is held just as long when a shortest round trip is known", async () => {
    const clock = new FakeClock();
    const floor = { milliseconds: 300, send: () => ({ answered() {}, ended() {} }), forget() {} };
    expect(await heldFor(new SlotRateLimiter({ policy, clock, floor }), clock)).toBe(2_000);
    const known = { ...floor, lateArrival: 500 };
    expect(await heldFor(new SlotRateLimiter({ policy, clock, floor: known }), clock)).toBe(1_500);
  });
});

describe("the latest arrival of an aborted request", () => {
  test("is a second until twenty round trips are known, then the longest of them", () => {
    const trips = new RecentExtreme(Math.max);
    for (let count = 0; count < 19; count++) trips.add(400);
    expect(lateArrivalAfter(trips)).toBe(1_000);
    trips.add(300);
    expect(lateArrivalAfter(trips)).toBe(400);
  });

  test("exceeds a second as soon as one round trip took longer", () => {
    const trips = new RecentExtreme(Math.max);
    trips.add(1_500);
    expect(lateArrivalAfter(trips)).toBe(1_500);
  });

  test("is at least a quarter of a second and at most three seconds", () => {
    const trips = new RecentExtreme(Math.max);
    for (let count = 0; count < 20; count++) trips.add(5);
    expect(lateArrivalAfter(trips)).toBe(250);
    trips.add(60_000);
    expect(lateArrivalAfter(trips)).toBe(3_000);
  });

  test("forgets a slow round trip after about 400 faster ones, but not sooner", () => {
    const trips = new RecentExtreme(Math.max);
    trips.add(2_000);
    for (let count = 0; count < 399; count++) trips.add(300);
    expect(lateArrivalAfter(trips)).toBe(2_000);
    trips.add(300);
    trips.add(300);
    expect(lateArrivalAfter(trips)).toBe(300);
  });
});

test("over HTTP, requests that the server counts after their abort cause no 429 for later requests", async () => {
  const accepted: number[] = [];
  let refused = 0;
  const controller = new AbortController();
  await using server = await startServer((request, response) => {
    const isLate = request.path.endsWith("late");
    if (server.arrived.length === 20) controller.abort();
    // Late requests are counted when they arrive, even if their connections are closed.
    setTimeout(
      () => {
        const now = performance.now();
        const isRefused = accepted.filter((at) => at > now - 1_000).length >= 20;
        if (isRefused) refused++;
        else accepted.push(now);
        response.writeHead(isRefused ? 429 : 200, { "content-type": "application/json" }).end("{}");
      },
      isLate ? 400 : 0,
    );
  });
  const client = shop({ baseURL: server.url, rateLimit: {}, maxRetries: 0 });
  const call = (id: string, options: RequestOptions = {}): Promise<unknown> =>
    client.request(retrieveItem, { id }, options);
  const late = ids(20).map(() => call("late", { signal: controller.signal }));
  expect((await Promise.allSettled(late)).every(({ status }) => status === "rejected")).toBe(true);
  await Promise.all(ids(20).map(() => call("next")));
  expect([refused, accepted.length]).toEqual([0, 40]);
});
