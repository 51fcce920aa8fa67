// The monthly quota: counts, warnings and enforcement.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ApiClient,
  type ClientOptions,
  MemoryQuotaStore,
  monthlyQuota,
  type QuotaOptions,
  type QuotaState,
  QuotaStore,
} from "../../src/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { json, retrieveItem, shopApi } from "../support/shop.js";

const api = {
  ...shopApi,
  quota: monthlyQuota({ plans: { small: 3, large: 100, endless: null } }),
};

/** A clock whose date can be set. */
class CalendarClock extends FakeClock {
  moment = Date.UTC(2026, 0, 10);

  override date(): number {
    return this.moment;
  }
}

function client(clock: FakeClock, quota: QuotaOptions, options: ClientOptions = {}): ApiClient {
  return new ApiClient(api, {
    apiKey: "k",
    rateLimit: false,
    logLevel: "off",
    clock,
    quota: quota,
    fetch: async () => json({ id: "a" }),
    ...options,
  });
}

const call = (shop: ApiClient, times = 1): Promise<unknown> =>
  Promise.all(Array.from({ length: times }, () => shop.request(retrieveItem, { id: "a" })));

describe("the monthly quota", () => {
  test("counts requests, and when it is spent rejects calls before sending anything", async () => {
    const clock = new CalendarClock();
    let sent = 0;
    const shop = client(clock, { plan: "small" }, { fetch: async () => json({ sent: sent++ }) });
    await call(shop, 3);
    await expect(call(shop)).rejects.toMatchObject({
      name: "QuotaExceededError",
      resetsAt: new Date("2026-02-01T00:00:00Z"),
      message: expect.stringContaining("it resets at 2026-02-01T00:00:00.000Z"),
    });
    expect(sent).toBe(3);
    expect(shop.quota.state()).toMatchObject({
      plan: "small",
      limit: 3,
      used: 3,
      remaining: 0,
      spent: true,
      resetsAt: new Date("2026-02-01T00:00:00Z"),
    });
  });

  test("counts attempts, not calls", async () => {
    const clock = new CalendarClock();
    let attempts = 0;
    const fetch = async () => (attempts++ === 0 ? json({}, 500) : json({}));
    const shop = client(clock, { plan: "large" }, { fetch });
    await clock.finish(call(shop));
    expect(shop.quota.state()?.used).toBe(2);
  });

  test("is shared by all clients of a key, and separate for each key", async () => {
    const clock = new CalendarClock();
    const one = client(clock, { plan: "large" });
    const two = client(clock, { limit: 7 });
    const other = client(clock, { plan: "large" }, { apiKey: "other" });
    await call(one, 2);
    await call(two, 3);
    expect([one, two, other].map(({ quota }) => quota.state()?.used)).toEqual([5, 5, 0]);
    expect([one, two].map(({ quota }) => quota.state()?.remaining)).toEqual([95, 2]);
  });

  test("only warns with whenSpent: warn, and never ends on a plan without a limit", async () => {
    const clock = new CalendarClock();
    const told: QuotaState[] = [];
    const shop = client(clock, { plan: "small", whenSpent: "warn", onWarning: (state) => told.push(state) });
    await call(shop, 5);
    expect(told.map(({ used, spent }) => [used, spent])).toEqual([[3, true]]);
    const endless = client(clock, { plan: "endless" }, { apiKey: "endless" });
    await call(endless, 5);
    expect(endless.quota.state()).toMatchObject({ limit: null, remaining: null, used: 5, spent: false });
  });

  test("warns once for each fraction in warnAt", async () => {
    const clock = new CalendarClock();
    const told: number[] = [];
    const shop = client(clock, { limit: 10, warnAt: [0.9, 0.5], onWarning: ({ used }) => told.push(used) });
    for (let index = 0; index < 10; index++) await call(shop);
    expect(told).toEqual([5, 9]);
  });

  test("restarts with the month, according to monthStart", async () => {
    const clock = new CalendarClock();
    clock.moment = Date.UTC(2026, 0, 31, 20);
    const shop = client(clock, { plan: "small" });
    const eastern = client(clock, { plan: "small", monthStart: { utcOffset: 300 } }, { apiKey: "east" });
    await call(shop, 3);
    expect(eastern.quota.state()?.resetsAt).toEqual(new Date(Date.UTC(2026, 1, 28, 19)));
    await expect(call(shop)).rejects.toMatchObject({ name: "QuotaExceededError" });
    clock.moment = Date.UTC(2026, 1, 1);
    await call(shop);
    expect(shop.quota.state()).toMatchObject({ used: 1, remaining: 2, spent: false });
  });

  test("is not reset when the clock jumps back over the end of a month, or ahead by a day", async () => {
    const clock = new CalendarClock();
    const shop = client(clock, { plan: "small" });
    clock.moment = Date.UTC(2026, 1, 1, 1);
    await call(shop, 2);
    clock.moment -= 86_400_000;
    await call(shop, 1);
    clock.moment += 2 * 86_400_000;
    await call(shop, 1);
    expect(shop.quota.state()).toMatchObject({ used: 3, spent: true });
  });

  test("is spent when the server says so, whatever the count", async () => {
    const clock = new CalendarClock();
    let sent = 0;
    const fetch = async () => json({ sent: sent++, message: "Monthly limit reached" }, 429);
    const shop = client(clock, { plan: "large" }, { fetch });
    await expect(call(shop)).rejects.toMatchObject({ name: "QuotaExceededError", status: 429 });
    await expect(call(shop)).rejects.toMatchObject({ name: "QuotaExceededError" });
    expect(sent).toBe(1);
    expect(shop.quota.state()).toMatchObject({ used: 1, spent: true, remaining: 0 });
  });

  test.each([
    [{}, "plan"],
    [{ plan: "huge" }, "small"],
    [{ limit: 0 }, "limit"],
    [{ limit: Number.NaN }, "limit"],
    [{ plan: "small", warnAt: [-1] }, "warnAt"],
    [{ plan: "small", monthStart: { day: 31 } }, "monthStart.day"],
  ] as [QuotaOptions, string][])("rejects the options %j", (quota, message) => {
    expect(() => client(new CalendarClock(), quota)).toThrow(message);
  });
});

test("a client of an API without plans rejects a quota", () => {
  const { quota: _, ...withoutPlans } = api;
  const options = { apiKey: "k", quota: { limit: 5 } };
  expect(() => new ApiClient(withoutPlans, options)).toThrow("quota cannot be used: Shop has no plans");
});

describe("a quota store", () => {
  test("is loaded before the first call, and saved in the background", async () => {
    const clock = new CalendarClock();
    const store = new MemoryQuotaStore();
    const first = client(clock, { plan: "small", store });
    await clock.finish(call(first, 2));
    await clock.advance(1_000);
    const later = new CalendarClock();
    const second = client(later, { plan: "small", store });
    await later.finish(call(second));
    expect(second.quota.state()).toMatchObject({ used: 3, spent: true });
    await expect(call(second)).rejects.toMatchObject({ name: "QuotaExceededError" });
    await later.advance(1_000);
    expect([clock.pending, later.pending]).toEqual([0, 0]);
  });

  test("that fails or hangs is reported, blocks no call, and gets the missed counts later", async () => {
    class Broken extends QuotaStore {
      total = 0;
      failures = 2;
      override load(): Promise<number> {
        return new Promise(() => {});
      }
      override async add(_name: string, _period: string, count: number): Promise<number> {
        if (this.failures-- > 0) throw new Error("disk full");
        this.total += count;
        return this.total;
      }
    }
    const clock = new CalendarClock();
    const lines: string[] = [];
    const store = new Broken();
    const logger = {
      error: () => {},
      warn: (line: string) => void lines.push(line),
      info: () => {},
      debug: () => {},
    };
    const shop = client(clock, { plan: "large", store }, { logger, logLevel: "warn" });
    await clock.finish(call(shop, 4));
    await clock.advance(10_000);
    expect([shop.quota.state()?.used, store.total, clock.pending]).toEqual([4, 4, 0]);
    expect(lines).toEqual(["quota: disk full; counting continues in memory"]);
  });

  test("ends up with every request sent, over months and restarts, and never above the limit", async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ send: fc.integer({ min: 1, max: 6 }) }) },
      { weight: 1, arbitrary: fc.record({ days: fc.integer({ min: -3, max: 20 }) }) },
      { weight: 1, arbitrary: fc.constant("restart" as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const store = new MemoryQuotaStore();
        const sent = new Map<string, number>();
        let moment = Date.UTC(2026, 0, 10);
        let clock = new CalendarClock();
        const begin = (): ApiClient => {
          clock = new CalendarClock();
          clock.moment = moment;
          return client(clock, { limit: 10, store });
        };
        let shop = begin();
        for (const what of steps) {
          if (what === "restart") {
            await clock.advance(1_000);
            shop = begin();
          } else if ("days" in what) {
            moment += what.days * 86_400_000;
            clock.moment = moment;
          } else {
            for (let request = 0; request < what.send; request++) {
              const period = new Date(moment).toISOString().slice(0, 7);
              const isSent = await clock.finish(
                call(shop).then(
                  () => true,
                  () => false,
                ),
              );
              if (isSent) sent.set(period, (sent.get(period) ?? 0) + 1);
            }
          }
        }
        await clock.advance(1_000);
        for (const count of sent.values()) expect(count).toBeLessThanOrEqual(10);
        const last = begin();
        for (const [period, count] of sent) {
          clock.moment = Date.parse(`${period}-15T00:00:00Z`);
          await clock.finish(call(last).catch(() => {}));
          await clock.advance(0);
          expect(last.quota.state()?.used).toBe(Math.min(10, count + 1));
        }
      }),
      { numRuns: 60 },
    );
  });
});
