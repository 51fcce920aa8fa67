// The parts for other shared limiters: a process that continues alone, and the base class.
import { describe, expect, test } from "vitest";
import {
  ApiClient,
  ConfigurationError,
  QueueFullError,
  type RateLimitPermit,
  type RateLimitState,
} from "../src/index.js";
import { BaseRateLimiter, type LimiterPast, StartingShare } from "../src/limiter-kit/index.js";
import type { PermitWaiter, RoundTripFloor } from "../src/rate-limit/index.js";
import { SlotRateLimiter } from "../src/rate-limit/slot-rate-limiter.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, retrieveItem, shopApi } from "./support/shop.js";
import { StrictServer } from "./support/strict-server.js";

const policy = { requests: 20, perSeconds: 1, recoverySeconds: 1 };
const WINDOW = 1_000;
const floor: RoundTripFloor = {
  milliseconds: 0,
  send: () => ({ answered() {}, ended() {} }),
  forget() {},
};

/** The past of a process that sent this number of requests in a window. */
function pastOf(clock: FakeClock, requests: number, cooling: readonly number[] = []): LimiterPast {
  return { share: new StartingShare({ requests, window: WINDOW, clock }), cooling };
}

describe("a process that continues alone", () => {
  test("keeps to its share, which includes slots that are still cooling", async () => {
    const clock = new FakeClock();
    await clock.advance(WINDOW);
    const cooling = [clock.now() - 900, clock.now() - 400, clock.now() - 100];
    const alone = new SlotRateLimiter({ policy, clock, floor, past: pastOf(clock, 5, cooling) });
    expect(alone.state()).toMatchObject({ limit: 5, cooling: 3, available: 2 });
    await clock.advance(100);
    expect(alone.state()).toMatchObject({ cooling: 2, available: 3 });
    await clock.advance(500);
    expect(alone.state()).toMatchObject({ cooling: 1, available: 4 });
  });

  test("counts earlier requests until they are answered, even above its share", async () => {
    const clock = new FakeClock();
    const alone = new SlotRateLimiter({ policy, clock, floor, past: pastOf(clock, 2) });
    const sent = [0, 1, 2].map((ticket) => alone.occupy(ticket));
    expect(alone.state()).toMatchObject({ inFlight: 3, available: 0 });
    const next = alone.acquire();
    for (const permit of sent) permit.answered();
    const answeredAt = clock.now();
    await clock.finish(next);
    expect(clock.now() - answeredAt).toBe(WINDOW);
  });

  test("raises its share every ten windows in growing steps until it has the whole limit", async () => {
    const clock = new FakeClock();
    const alone = new SlotRateLimiter({ policy, clock, floor, past: pastOf(clock, 5) });
    const limits: number[] = [];
    for (let step = 0; step < 6; step++) {
      limits.push(alone.state().limit);
      await clock.advance(10 * WINDOW);
    }
    expect(limits).toEqual([5, 6, 8, 12, 20, 20]);
  });

  test("starts waiting requests when its share grows", async () => {
    const clock = new FakeClock();
    const alone = new SlotRateLimiter({ policy, clock, floor, past: pastOf(clock, 1) });
    await alone.acquire();
    await clock.finish(alone.acquire());
    expect(clock.now()).toBe(1_000 + 10 * WINDOW);
  });

  test("lowers its share after a 429", async () => {
    const clock = new FakeClock();
    const alone = new SlotRateLimiter({ policy, clock, floor, past: pastOf(clock, 10) });
    const permits = await Promise.all(Array.from({ length: 10 }, () => alone.acquire()));
    for (const permit of permits) permit.refused(500);
    expect(alone.state().pausedFor).toBe(500);
    expect(alone.state().limit).toBeLessThan(10);
  });
});

describe("a process that was frozen", () => {
  test("sends waiting requests when it resumes, without exceeding the limit", async () => {
    const clock = new FakeClock();
    const server = new StrictServer(clock, () => ({ there: 20, back: 20 }));
    const client = new ApiClient(shopApi, { apiKey: "a-key", logLevel: "off", fetch: server.fetch, clock });
    const calls = Promise.all(
      Array.from({ length: 70 }, () => client.request(retrieveItem, { id: "1" }).then()),
    );
    await clock.advance(1_100);
    clock.freeze(300_000);
    await clock.finish(calls);
    expect([server.arrivals.length, server.refused]).toEqual([70, 0]);
  });
});

describe("a limiter that extends BaseRateLimiter", () => {
  /** Grants one permit at a time. */
  class OneAtATime extends BaseRateLimiter {
    readonly #waiting: PermitWaiter[] = [];
    isTaken = false;

    leave(waiter: PermitWaiter): void {
      this.#waiting.splice(this.#waiting.indexOf(waiter) >>> 0, 1);
    }

    pause(): void {}

    state(): RateLimitState {
      const inFlight = this.isTaken ? 1 : 0;
      const { policy } = this;
      return {
        policy,
        limit: 1,
        queued: this.#waiting.length,
        inFlight,
        cooling: 0,
        available: 1 - inFlight,
        pausedFor: 0,
      };
    }

    protected mustRefuse(maxQueue: number): boolean {
      return this.isTaken && this.#waiting.length >= maxQueue;
    }

    protected admit(waiter: PermitWaiter): void {
      this.#waiting.push(waiter);
      this.#serve();
    }

    protected policyChanged(): void {}

    #serve(): void {
      const next = this.isTaken ? undefined : this.#waiting.shift();
      if (next === undefined) return;
      this.isTaken = true;
      let isOpen = true;
      // A call may report several outcomes, of which only the first counts.
      const end = (): void => {
        if (!isOpen) return;
        isOpen = false;
        this.isTaken = false;
        this.#serve();
      };
      const permit: RateLimitPermit = {
        ticket: next.ticket,
        answered: end,
        refused: end,
        lost: end,
        unused: end,
      };
      next.grant(permit);
    }
  }

  test("limits the calls of a client", async () => {
    const limiter = new OneAtATime(policy);
    let inFlight = 0;
    let most = 0;
    const client = new ApiClient(shopApi, {
      apiKey: "a-key-of-its-own",
      rateLimit: { limiter: () => limiter },
      fetch: async () => {
        most = Math.max(most, ++inFlight);
        await Promise.resolve();
        inFlight--;
        return json({});
      },
    });
    await Promise.all(Array.from({ length: 5 }, () => client.request(retrieveItem, { id: "1" }).then()));
    expect(most).toBe(1);
  });

  test("removes a request from the queue when its signal is aborted, and rejects requests beyond maxQueue", async () => {
    const limiter = new OneAtATime(policy);
    const first = await limiter.acquire();
    const controller = new AbortController();
    const leaving = limiter.acquire({ signal: controller.signal });
    const full = limiter.acquire({ maxQueue: 1 });
    await expect(full).rejects.toThrow(QueueFullError);
    controller.abort(new Error("changed my mind"));
    await expect(leaving).rejects.toThrow("changed my mind");
    expect(limiter.state().queued).toBe(0);
    first.answered();
    await expect(limiter.acquire({ signal: controller.signal })).rejects.toThrow("changed my mind");
    expect((await limiter.acquire()).ticket).toBeGreaterThan(first.ticket);
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["a limiter without a queue", { acquire() {}, pause() {}, restrict() {}, state() {} }],
  ])("is what the option returns: %s is refused", (_, limiter) => {
    const options = { apiKey: "another-key", rateLimit: { limiter: () => limiter as BaseRateLimiter } };
    expect(() => new ApiClient(shopApi, options)).toThrow(
      new ConfigurationError("what rateLimit.limiter returns must be a BaseRateLimiter"),
    );
  });

  test("combines the strictest values of all policies", () => {
    const limiter = new OneAtATime(policy);
    limiter.restrict({ requests: 5, perSeconds: 0.5, recoverySeconds: 3 });
    expect(limiter.policy).toEqual({ requests: 5, perSeconds: 1, recoverySeconds: 3 });
  });
});
