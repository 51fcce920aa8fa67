// Visitors of one worker share a limiter, in a runtime where no request may use another's timers and promises.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiClient, type RateLimitPermit } from "../src/index.js";
import type { PermitWaiter } from "../src/rate-limit/index.js";
import { SlotRateLimiter } from "../src/rate-limit/slot-rate-limiter.js";
import { FakeClock } from "./support/fake-clock.js";
import { retrieveItem, shopApi } from "./support/shop.js";
import { type Latency, StrictServer } from "./support/strict-server.js";
import { VisitorClock } from "./support/visitor-clock.js";

const LIMIT = 4;
const policy = { requests: LIMIT, perSeconds: 1, recoverySeconds: 1 };
const WINDOW = 1_000;
/** Time until a visitor who has left is detected, at the front of the queue and far behind, in ms. */
const NOTICED = 500;
const NOTICED_FAR_BEHIND = 1_250;
/** How long a request whose visitor has left may still take to arrive at the server, in ms. */
const LATE = 1_000;

/** A worker with a client that all its visitors share. */
function worker(latency: (index: number) => Latency = () => ({ there: 10, back: 10 })) {
  const time = new FakeClock();
  const clock = new VisitorClock(time);
  const server = new StrictServer(time, latency, LIMIT);
  const client = new ApiClient(shopApi, {
    apiKey: "a-key",
    logLevel: "off",
    rateLimit: policy,
    fetch: clock.bound(server.fetch),
    clock,
  });
  const call = (visitor: string): Promise<unknown> =>
    clock.visit(visitor, () => client.request(retrieveItem, { id: "1" }).then());
  const calls = (visitor: string, count: number): Promise<unknown> =>
    Promise.all(Array.from({ length: count }, () => call(visitor)));
  return { time, clock, server, client, call, calls };
}

/** A limiter alone, and a way to wait for it that records which visitor was running when the permit was granted. */
function limiter() {
  const time = new FakeClock();
  const clock = new VisitorClock(time);
  const shared = new SlotRateLimiter({ policy, clock });
  const granted: { waiter: string; runs: string; permit: RateLimitPermit }[] = [];
  const wait = (visitor: string, name = visitor, priority = 0): PermitWaiter => {
    const waiter: PermitWaiter = {
      priority,
      ticket: -1,
      index: -1,
      grant: (permit) => granted.push({ waiter: name, runs: clock.visitor, permit }),
      refuse: () => {},
    };
    clock.visit(visitor, () => shared.enqueue(waiter, Number.POSITIVE_INFINITY));
    return waiter;
  };
  const answer = (): void => {
    for (const { runs, permit } of granted) clock.visit(runs, () => permit.answered());
  };
  return { time, clock, shared, granted, wait, answer };
}

describe("visitors who share a limiter", () => {
  test("get their permits in their own context, in order of arrival", async () => {
    const { time, granted, wait, answer } = limiter();
    for (let index = 0; index < 10; index++) wait(`visitor ${index % 5}`, `call ${index}`);
    for (let second = 0; second < 3; second++) {
      answer();
      await time.advance(WINDOW);
    }
    expect(granted.map(({ waiter }) => waiter)).toEqual(Array.from({ length: 10 }, (_, at) => `call ${at}`));
    expect(granted.map(({ runs }) => runs)).toEqual(
      Array.from({ length: 10 }, (_, at) => `visitor ${at % 5}`),
    );
  });

  test("wait no longer than callers of an unshared limiter", async () => {
    const { time, server, calls } = worker();
    const begun = time.now();
    await time.finish(Promise.all(["a", "b", "c"].map((visitor) => calls(visitor, LIMIT))));
    expect(server.refused).toBe(0);
    // Two windows, each with the round trip of the request before.
    expect(time.now() - begun).toBeLessThanOrEqual(2 * (WINDOW + 20) + 20);
  });

  test("are served by priority, then in order of arrival", async () => {
    const { time, granted, wait, answer } = limiter();
    for (let index = 0; index < LIMIT; index++) wait("a");
    for (const name of ["b", "c", "d", "e"]) wait(name);
    wait("f", "f", 1);
    answer();
    await time.advance(WINDOW);
    // These have their slots at the same moment.
    expect(
      granted
        .slice(LIMIT)
        .map(({ waiter }) => waiter)
        .sort(),
    ).toEqual(["b", "c", "d", "f"]);
  });

  test("are not delayed by a visitor who leaves while waiting", async () => {
    const { time, clock, call, calls } = worker();
    await time.finish(calls("a", LIMIT));
    const begun = time.now();
    void calls("b", LIMIT);
    await time.advance(100);
    clock.leave("b");
    await time.finish(call("c"));
    expect(time.now() - begun).toBeLessThanOrEqual(WINDOW + 100);
  });

  test("get the slots of a departed visitor's requests one window after the latest possible arrival", async () => {
    const { time, clock, client, call, calls } = worker(() => ({ there: 10_000, back: 0 }));
    void calls("a", LIMIT);
    await time.advance(100);
    clock.leave("a");
    const begun = time.now();
    void call("b");
    await time.advance(NOTICED);
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0, cooling: LIMIT });
    await time.advance(LATE + WINDOW);
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 1, queued: 0 });
    expect(time.now() - begun).toBe(NOTICED + LATE + WINDOW);
  });

  test("do not get the slot of a slow request while its visitor is present", async () => {
    const { time, client, call, calls } = worker(() => ({ there: 30_000, back: 0 }));
    void calls("a", LIMIT);
    void call("b");
    await time.advance(29_000);
    expect(client.rateLimit.state()).toMatchObject({ inFlight: LIMIT, queued: 1 });
  });

  test("are removed from the queue after they leave, however many there are", async () => {
    const { time, clock, client, calls } = worker(() => ({ there: 10_000, back: 0 }));
    for (let visitor = 0; visitor < 500; visitor++) {
      void calls(`${visitor}`, 10);
      clock.leave(`${visitor}`);
      await time.advance(20);
    }
    expect(client.rateLimit.state()?.queued).toBeLessThanOrEqual((10 * NOTICED_FAR_BEHIND) / 20 + 50);
    await time.advance(NOTICED_FAR_BEHIND + 100);
    expect(client.rateLimit.state()?.queued).toBe(0);
  });

  test("do not fill the queue after they leave", async () => {
    const { time, clock, shared, wait, answer } = limiter();
    for (let index = 0; index < LIMIT; index++) wait("a");
    for (let index = 0; index < 3; index++) wait("b");
    answer();
    clock.leave("b");
    await time.advance(NOTICED + 1);
    const refused: unknown[] = [];
    const waiter: PermitWaiter = {
      priority: 0,
      ticket: -1,
      index: -1,
      grant: () => {},
      refuse: (reason) => refused.push(reason),
    };
    clock.visit("c", () => shared.enqueue(waiter, 1));
    expect([refused, shared.state().queued]).toEqual([[], 1]);
  });

  test("get their place back when they were only busy, and their requests count until the response", async () => {
    const { time, shared, granted, wait, answer } = limiter();
    for (let index = 0; index < LIMIT; index++) wait("a");
    wait("b");
    // A long computation of the program: all timers are late, so no visitor counts as gone.
    time.freeze(5_000);
    wait("c");
    // When c arrived, a and b looked as if they were gone.
    expect(shared.state()).toMatchObject({ inFlight: 0, cooling: LIMIT });
    await time.advance(1);
    expect(shared.state()).toMatchObject({ inFlight: LIMIT, cooling: LIMIT, available: 0, queued: 2 });
    answer();
    await time.advance(LATE + WINDOW);
    expect(
      granted
        .slice(LIMIT)
        .map(({ waiter }) => waiter)
        .sort(),
    ).toEqual(["b", "c"]);
  });

  test("get no permit after they abort, even if they seemed to have left", async () => {
    const { time, clock, shared, granted, wait, answer } = limiter();
    for (let index = 0; index < LIMIT; index++) wait("a");
    const waiter = wait("b");
    answer();
    time.freeze(5_000);
    wait("c");
    clock.visit("b", () => shared.leave(waiter));
    await time.advance(10_000);
    expect(granted.map(({ waiter }) => waiter)).toEqual(["a", "a", "a", "a", "c"]);
    expect(shared.state()).toMatchObject({ queued: 0, inFlight: 1 });
  });

  test("get no permit when another visitor aborts their call", async () => {
    const { time, clock, shared, granted, wait, answer } = limiter();
    for (let index = 0; index < LIMIT; index++) wait("a");
    const waiter = wait("b");
    answer();
    clock.visit("c", () => shared.leave(waiter));
    await time.advance(10_000);
    expect(granted).toHaveLength(LIMIT);
    expect(shared.state()).toMatchObject({ queued: 0, inFlight: 0 });
  });

  test("are never refused by a strict server, whenever they arrive and leave", async () => {
    const number = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
    const visitor = fc.record({
      comesAfter: number(600),
      calls: fc.integer({ min: 1, max: 6 }),
      leavesAfter: fc.option(number(3_000), { nil: undefined }),
    });
    const latency = fc.record({ there: number(400), back: number(400) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(visitor, { minLength: 1, maxLength: 12 }),
        fc.array(latency, { minLength: 1 }),
        async (visitors, latencies) => {
          const { time, clock, server, client, calls } = worker(
            (index) => latencies[index % latencies.length] as Latency,
          );
          const staying: Promise<unknown>[] = [];
          for (const [index, { comesAfter, calls: count, leavesAfter }] of visitors.entries()) {
            await time.advance(comesAfter);
            const served = calls(`${index}`, count);
            if (leavesAfter === undefined) staying.push(served);
            else time.setTimeout(() => clock.leave(`${index}`), leavesAfter);
          }
          await time.finish(Promise.all(staying));
          expect(server.refused).toBe(0);
          await time.advance(10_000);
          expect(client.rateLimit.state()).toMatchObject({ queued: 0, inFlight: 0 });
        },
      ),
      { numRuns: 60 },
    );
  });
});
