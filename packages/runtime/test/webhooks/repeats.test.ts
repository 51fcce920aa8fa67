// An event that is sent again is handled once and never lost, whenever the repetition arrives and whatever happened to the first delivery.
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../src/index.js";
import { handleOnce } from "../../src/webhooks/handle-once.js";
import { type DuplicateStore, memoryDuplicateStore } from "../../src/webhooks/index.js";
import { FakeClock } from "../support/fake-clock.js";
import {
  deliver,
  paid,
  recorded,
  type ShopHandlerOptions,
  secret,
  serving,
  settled,
  webhooks,
} from "../support/webhooks.js";

/** A listener that the test ends, and the number of times that it was called. */
function listener() {
  const calls: { readonly succeed: () => void; readonly fail: (error: Error) => void }[] = [];
  const on = { "order.paid": () => new Promise<void>((succeed, fail) => calls.push({ succeed, fail })) };
  /** Waits until it was called this often. */
  const called = async (times: number): Promise<void> => {
    while (calls.length < times) await setImmediate();
  };
  return { calls, on, called };
}

function setUp(options: ShopHandlerOptions = {}) {
  const clock = new FakeClock();
  const listening = listener();
  const duplicates = memoryDuplicateStore(10_000, clock);
  return { clock, ...listening, ...recorded({ clock, duplicates, on: listening.on, ...options }) };
}

describe("a redelivery during the first delivery", () => {
  test("waits and is handled when the first fails, so that the event is not lost", async () => {
    const { clock, calls, called, handler, errors } = setUp();
    const failure = new Error("the database is away");
    const first = deliver(handler);
    await called(1);
    const second = deliver(handler);
    await clock.advance(1_000);
    expect(calls).toHaveLength(1);
    calls[0]?.fail(failure);
    expect(await first).toEqual({ status: 500, body: "the event was not handled" });
    await clock.advance(1_000);
    await called(2);
    calls[1]?.succeed();
    expect(await settled(clock, second)).toEqual({ status: 200, body: "ok" });
    expect(errors).toEqual([failure]);
  });

  test("is answered with 200 when the first succeeds, without handling the event again", async () => {
    const { clock, calls, called, handler } = setUp();
    const first = deliver(handler);
    await called(1);
    const second = deliver(handler);
    await clock.advance(200);
    calls[0]?.succeed();
    expect(await first).toEqual({ status: 200, body: "ok" });
    expect(await settled(clock, second)).toEqual({ status: 200, body: "already handled" });
    expect([calls.length, clock.pending]).toEqual([1, 0]);
  });

  test("is answered with 503 and a retryAfter when the first is still running after the timeout", async () => {
    const clock = new FakeClock();
    const duplicates: DuplicateStore = { begin: () => "running", done: () => {}, failed: () => {} };
    const { handler, heard, errors } = recorded({ clock, duplicates, timeout: 2_000 });
    expect(await settled(clock, deliver(handler))).toEqual({
      status: 503,
      body: "an earlier delivery of this event is still being handled",
      retryAfter: 5,
    });
    expect([heard, errors, clock.now()]).toEqual([[], ["still-running"], 3_000]);
  });

  test("gets a Retry-After header from both adapters", async () => {
    const duplicates: DuplicateStore = { begin: () => "running", done: () => {}, failed: () => {} };
    const { handler } = recorded({ duplicates, timeout: 1 });
    const headers = await webhooks.generateTestHeaders(paid, { secret });
    const request = new Request("https://app.test", { method: "POST", body: paid, headers });
    const response = await handler.fetch(request);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    await serving(handler.node, async (url) => {
      const answer = await fetch(url, { method: "POST", body: paid, headers });
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    });
  });
});

describe("a listener that does not finish in time", () => {
  test("leads to a 500 after 30 seconds by default, and a redelivery is handled again", async () => {
    const { clock, calls, called, handler, errors } = setUp();
    const first = deliver(handler);
    await called(1);
    expect(await settled(clock, first)).toEqual({
      status: 500,
      body: "the listener did not finish within 30000 ms",
    });
    const second = deliver(handler);
    await called(2);
    calls[1]?.succeed();
    expect((await second).status).toBe(200);
    expect([errors, clock.pending]).toEqual([["listener-timeout"], 0]);
  });

  test("is limited by the timeout option, even without a store", async () => {
    const { clock, called, handler } = setUp({ timeout: 50, duplicates: undefined });
    const first = deliver(handler);
    await called(1);
    expect((await settled(clock, first)).status).toBe(500);
    expect(clock.now()).toBe(1_050);
  });

  test("but succeeds later has handled the event, so that a redelivery is not handled again", async () => {
    const { clock, calls, called, handler } = setUp();
    const first = deliver(handler);
    await called(1);
    expect((await settled(clock, first)).status).toBe(500);
    calls[0]?.succeed();
    await setImmediate();
    expect(await deliver(handler)).toEqual({ status: 200, body: "already handled" });
    expect(calls).toHaveLength(1);
  });

  test("but fails later is reported, and a redelivery is handled again", async () => {
    const { clock, calls, called, handler, errors } = setUp();
    const late = new Error("too late and wrong");
    const first = deliver(handler);
    await called(1);
    await settled(clock, first);
    calls[0]?.fail(late);
    await setImmediate();
    expect(errors).toEqual(["listener-timeout", late]);
    const second = deliver(handler);
    await called(2);
    calls[1]?.succeed();
    expect((await second).status).toBe(200);
  });
});

test("a process that dies while handling an event blocks it for at most the timeout plus 5 seconds", async () => {
  const clock = new FakeClock();
  const duplicates = memoryDuplicateStore(10, clock);
  const expiries: number[] = [];
  const { handler, heard } = recorded({
    clock,
    timeout: 3_000,
    duplicates: {
      ...duplicates,
      begin: (name, expiresIn) => {
        expiries.push(expiresIn);
        return duplicates.begin(name, expiresIn);
      },
    },
  });
  // The process that is gone began the delivery, whose name is its signature.
  const headers = await webhooks.generateTestHeaders(paid, { secret });
  await duplicates.begin(headers["x-shop-signature"] ?? "", 3_000 + 5_000);
  expect((await settled(clock, deliver(handler))).status).toBe(503);
  await clock.advance(5_000);
  expect((await deliver(handler)).status).toBe(200);
  expect(heard).toEqual(["paid 1200"]);
  expect(new Set(expiries)).toEqual(new Set([8_000]));
});

test("for any order of deliveries, 200 follows only a success, and only one listener runs at a time within its timeout", async () => {
  const delivery = fc.record({
    after: fc.integer({ min: 0, max: 40_000 }),
    takes: fc.integer({ min: 0, max: 60_000 }),
    succeeds: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 6 }), async (deliveries) => {
      const clock = new FakeClock();
      const running: number[] = [];
      let [calls, successes] = [0, 0];
      const rules = {
        duplicates: memoryDuplicateStore(10, clock),
        timeout: 30_000,
        clock,
        report: () => {},
      };
      const listen = async (): Promise<void> => {
        const { takes = 0, succeeds = true } = deliveries[calls++] ?? {};
        expect(running.filter((end) => end > clock.now())).toEqual([]);
        running.push(clock.now() + Math.min(takes, 30_000));
        await new Promise<void>((resolve) => clock.setTimeout(resolve, takes));
        if (!succeeds) throw new Error("failed");
        successes++;
      };
      const answers = deliveries.map(async ({ after }) => {
        await new Promise<void>((resolve) => clock.setTimeout(resolve, after));
        const successesBefore = successes;
        const answer = await handleOnce("name", rules, listen).then(
          (isHandled) => (isHandled ? "handled" : "known"),
          () => "not handled",
        );
        if (answer !== "not handled") expect(successes).toBeGreaterThan(0);
        // What was handled before is not handled again.
        if (successesBefore > 0) expect(answer).toBe("known");
      });
      await clock.finish(Promise.all(answers));
    }),
    { numRuns: 200 },
  );
});

describe("a store that fails", () => {
  const working = (): DuplicateStore => memoryDuplicateStore();
  const broken = (): never => {
    throw new Error("the store is away");
  };
  const hanging = (): Promise<never> => new Promise(() => {});

  test.each([
    ["throws", broken],
    ["hangs", hanging],
  ])("when a delivery begins (%s) leads to a 500, and the event is not handled", async (_, begin) => {
    const clock = new FakeClock();
    const { handler, heard, errors } = recorded({ clock, duplicates: { ...working(), begin } });
    expect((await settled(clock, deliver(handler))).status).toBe(500);
    expect([heard, errors]).toEqual([[], [expect.any(Error)]]);
  });

  test.each([
    ["throws", broken],
    ["hangs", hanging],
  ])("when a delivery is done (%s) still leads to a 200, because the event was handled", async (_, done) => {
    const clock = new FakeClock();
    const { handler, heard, errors } = recorded({ clock, duplicates: { ...working(), done } });
    expect((await settled(clock, deliver(handler))).status).toBe(200);
    expect([heard, errors]).toEqual([["paid 1200"], [expect.any(Error)]]);
  });

  test("when a delivery has failed is reported together with the delivery's error", async () => {
    const failure = new Error("the listener");
    const on = {
      "order.paid": () => {
        throw failure;
      },
    };
    const { handler, errors } = recorded({ on, duplicates: { ...working(), failed: broken } });
    expect((await deliver(handler)).status).toBe(500);
    expect(errors).toEqual([new Error("the store is away"), failure]);
  });
});

describe("the memory store", () => {
  test("forgets the oldest finished delivery", () => {
    const store = memoryDuplicateStore(2);
    const done = (name: string): unknown => {
      const state = store.begin(name, 1_000);
      if (state === "new") void store.done(name);
      return state;
    };
    expect(["a", "b", "a", "c", "a"].map(done)).toEqual(["new", "new", "done", "new", "new"]);
  });

  test("distinguishes running from finished deliveries and lets running ones expire", async () => {
    const clock = new FakeClock();
    const store = memoryDuplicateStore(10, clock);
    expect([store.begin("a", 100), store.begin("a", 100), store.begin("b", 200)]).toEqual([
      "new",
      "running",
      "new",
    ]);
    void store.failed("b");
    expect(store.begin("b", 200)).toBe("new");
    await clock.advance(100);
    expect([store.begin("a", 100), store.begin("b", 100)]).toEqual(["new", "running"]);
    void store.done("a");
    void store.failed("a");
    expect(store.begin("a", 100)).toBe("done");
  });

  test.each([0, -1, 1.5, Number.NaN])("cannot have a capacity of %d", (most) => {
    expect(() => memoryDuplicateStore(most)).toThrow(ConfigurationError);
  });
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
  "the timeout of a listener cannot be %d",
  (timeout) => {
    expect(() => recorded({ timeout })).toThrow(ConfigurationError);
  },
);
