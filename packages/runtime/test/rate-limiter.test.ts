// The guarantees of the limiter alone, with a server that enforces its limit strictly, in simulated time.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RateLimitPermit } from "../src/rate-limit/index.js";
import { LearnedFloor, type RoundTripFloor } from "../src/rate-limit/round-trip-floor.js";
import { SlotRateLimiter } from "../src/rate-limit/slot-rate-limiter.js";
import { FakeClock } from "./support/fake-clock.js";
import { type Latency, StrictServer } from "./support/strict-server.js";

const ADDRESS = "https://shop.test";

/** A floor that is known and never learned. */
function knownFloor(milliseconds: number): RoundTripFloor {
  return { milliseconds, send: () => ({ answered: () => {}, ended: () => {} }), forget: () => {} };
}

/** Sends one request with a permit, and reports the outcome as a client would. */
async function send(permit: RateLimitPermit, server: StrictServer, signal?: AbortSignal): Promise<number> {
  try {
    const { status } = await server.fetch(ADDRESS, { signal: signal ?? null });
    if (status === 429) permit.refused(1_000);
    else permit.answered();
    return status;
  } catch {
    permit.lost();
    return 0;
  }
}

const milliseconds = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const extras = fc.array(fc.record({ there: milliseconds(1_500), back: milliseconds(1_500) }), {
  minLength: 1,
});

describe("with a server that rejects excess requests", () => {
  test("no request is refused, whatever the latencies, if the shortest round trip is known", async () => {
    await fc.assert(
      fc.asyncProperty(
        extras,
        milliseconds(400),
        milliseconds(400),
        fc.integer({ min: 1, max: 5 }),
        async (extra, there, back, limit) => {
          const clock = new FakeClock();
          const latencyOf = (index: number): Latency => {
            const more = extra[index % extra.length] as Latency;
            return { there: there + more.there, back: back + more.back };
          };
          const server = new StrictServer(clock, latencyOf, limit);
          const policy = { requests: limit, perSeconds: 1, recoverySeconds: 1 };
          const limiter = new SlotRateLimiter({ policy, clock, floor: knownFloor(there + back) });
          const calls = Array.from({ length: limit * 4 }, async () => send(await limiter.acquire(), server));
          await clock.finish(Promise.all(calls));
          expect([server.refused, server.arrivals.length]).toEqual([0, limit * 4]);
          expect(server.mostInAWindow).toBeLessThanOrEqual(limit);
          expect([clock.pending, limiter.state().inFlight]).toEqual([0, 0]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("requests are refused if the assumed shortest round trip is too long", async () => {
    const clock = new FakeClock();
    const server = new StrictServer(clock, () => ({ there: 10, back: 10 }), 2);
    const policy = { requests: 2, perSeconds: 1, recoverySeconds: 1 };
    const limiter = new SlotRateLimiter({ policy, clock, floor: knownFloor(30) });
    const calls = Array.from({ length: 6 }, async () => send(await limiter.acquire(), server));
    await clock.finish(Promise.all(calls));
    expect(server.refused).toBeGreaterThan(0);
  });

  test("every request settles and no slot or timer is left, whatever is aborted, refused or lost", async () => {
    const fate = fc.record({
      abortAfter: fc.option(milliseconds(4_000), { nil: undefined }),
      priority: fc.integer({ min: -1, max: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 30 }), extras, async (fates, extra) => {
        const clock = new FakeClock();
        const server = new StrictServer(clock, (index) => extra[index % extra.length] as Latency, 2);
        const policy = { requests: 3, perSeconds: 1, recoverySeconds: 1 };
        const limiter = new SlotRateLimiter({ policy, clock, floor: knownFloor(0) });
        const calls = fates.map(async ({ abortAfter, priority }) => {
          const controller = new AbortController();
          if (abortAfter !== undefined) clock.setTimeout(() => controller.abort(), abortAfter);
          const { signal } = controller;
          for (let attempt = 0; attempt < 50; attempt++) {
            const permit = await limiter.acquire({ signal, priority }).catch(() => undefined);
            if (permit === undefined) return "given up";
            const status = await send(permit, server, signal);
            if (status === 200) return "done";
            if (signal.aborted) return "given up";
          }
          return "starved";
        });
        const ends = await clock.finish(Promise.all(calls));
        expect(ends).not.toContain("starved");
        await clock.advance(10_000);
        expect([limiter.state().queued, limiter.state().inFlight, clock.pending]).toEqual([0, 0, 0]);
      }),
      { numRuns: 60 },
    );
  });

  test("a slot is free one window after the response, minus the shortest round trip", async () => {
    const clock = new FakeClock();
    const policy = { requests: 1, perSeconds: 1, recoverySeconds: 1 };
    const limiter = new SlotRateLimiter({ policy, clock, floor: knownFloor(300) });
    const started = clock.now();
    (await limiter.acquire()).answered();
    await clock.finish(limiter.acquire());
    expect(clock.now() - started).toBe(700);
  });
});

describe("after a 429", () => {
  test("the shortest round trip is no longer subtracted, even for earlier responses", async () => {
    const clock = new FakeClock();
    const floor = { ...knownFloor(0), milliseconds: 300, forget: () => (floor.milliseconds = 0) };
    const policy = { requests: 2, perSeconds: 1, recoverySeconds: 1 };
    const limiter = new SlotRateLimiter({ policy, clock, floor });
    const [answered, refused] = [await limiter.acquire(), await limiter.acquire()];
    const started = clock.now();
    answered.answered();
    refused.refused(100);
    await clock.finish(limiter.acquire());
    await clock.finish(limiter.acquire());
    expect(clock.now() - started).toBe(1_000);
  });
});

describe("after the timers were replaced by others, such as the fake ones of a test", () => {
  test("the shortest round trip is no longer subtracted", async () => {
    const clock = Object.assign(new FakeClock(), { source: "fake timers" });
    const floor = { ...knownFloor(0), milliseconds: 300, forget: () => (floor.milliseconds = 0) };
    const policy = { requests: 1, perSeconds: 1, recoverySeconds: 1 };
    const limiter = new SlotRateLimiter({ policy, clock, floor });
    const cycle = async (): Promise<number> => {
      const permit = await limiter.acquire();
      const started = clock.now();
      permit.answered();
      await clock.finish(limiter.acquire().then((next) => next.unused()));
      return clock.now() - started;
    };
    expect(await cycle()).toBe(700);
    clock.source = "real timers";
    expect(await cycle()).toBe(1_000);
  });
});

describe("100,000 waiting requests", () => {
  test("are released in order of arrival", async () => {
    const clock = new FakeClock();
    const policy = { requests: 50_000, perSeconds: 1, recoverySeconds: 1 };
    const limiter = new SlotRateLimiter({ policy, clock, floor: knownFloor(0) });
    const order: number[] = [];
    const calls = Array.from({ length: 100_000 }, async (_, index) => {
      const permit = await limiter.acquire();
      order.push(index);
      permit.answered();
    });
    await clock.finish(Promise.all(calls));
    expect(order).toEqual(Array.from({ length: 100_000 }, (_, index) => index));
  });
});

/** A floor with an open connection and known round trips of 400 ms, and a function that sends a single request with this duration. */
function learning(known = 0) {
  const floor = new LearnedFloor();
  let now = 0;
  const trip = (milliseconds: number): void => {
    const sent = floor.send(now);
    now += milliseconds;
    sent.answered(now);
    now += 1;
  };
  trip(50);
  for (let count = 0; count < known; count++) trip(400);
  return { floor, trip, start: now };
}

describe("the shortest round trip", () => {
  test("is below each of the last 200 measured", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 1_000 }),
        (trips) => {
          const { floor, trip } = learning();
          for (const [index, milliseconds] of trips.entries()) {
            trip(milliseconds);
            const last = trips.slice(Math.max(0, index - 199), index + 1);
            if (floor.milliseconds > 0) expect(floor.milliseconds).toBeLessThan(Math.min(...last));
          }
        },
      ),
    );
  });

  test("gets closer to the measured minimum with more measurements", () => {
    const { floor, trip } = learning();
    const known = [3, 20, 200].map((count) => {
      for (let index = 0; index < count; index++) trip(100);
      return Math.round(floor.milliseconds);
    });
    expect(known).toEqual([59, 91, 98]);
  });

  test("is 0 until three round trips are known, because a busy program may have delayed one", () => {
    const { floor, trip } = learning();
    trip(100);
    trip(100);
    expect(floor.milliseconds).toBe(0);
    trip(100);
    expect(floor.milliseconds).toBeGreaterThan(0);
  });

  test("ignores a request that may have opened a connection", () => {
    const { floor, trip, start } = learning(2);
    const first = floor.send(start);
    const second = floor.send(start + 10);
    second.answered(start + 300);
    expect(floor.milliseconds).toBe(0);
    first.answered(start + 330);
    expect(floor.milliseconds).toBe(330 * 0.6 - 1);
    floor.forget();
    trip(100);
    trip(100);
    floor.send(start + 6_000).answered(start + 6_100);
    expect(floor.milliseconds).toBe(0);
  });

  test("ignores requests that were sent or answered together", () => {
    const { floor, start } = learning(2);
    const opening = [floor.send(start), floor.send(start + 1)];
    for (const trip of opening) trip.ended();
    const sentTogether = [floor.send(start + 10), floor.send(start + 10.1)];
    sentTogether[0]?.answered(start + 40);
    sentTogether[1]?.answered(start + 50);
    expect(floor.milliseconds).toBe(0);
    const answeredTogether = [floor.send(start + 60), floor.send(start + 70)];
    answeredTogether[0]?.answered(start + 120);
    answeredTogether[1]?.answered(start + 120.1);
    expect(floor.milliseconds).toBe(60 * 0.6 - 1);
  });

  test("is 0 on one machine, where a program is slower while it starts", () => {
    const { floor, trip } = learning();
    for (let index = 0; index < 50; index++) trip(19);
    expect(floor.milliseconds).toBe(0);
  });

  test("forgets old measurements", () => {
    const { floor, trip } = learning();
    trip(10);
    for (let index = 0; index < 500; index++) trip(100);
    expect(floor.milliseconds).toBeGreaterThan(90);
  });

  test("is unknown again after a 429", () => {
    const { floor, trip } = learning(3);
    floor.forget();
    trip(100);
    expect(floor.milliseconds).toBe(0);
  });
});
