// Which clients share a count, and how the count and the rate limit interact.
import { expect, test, vi } from "vitest";
import { type ApiClient, MemoryQuotaStore } from "../../src/index.js";
import { FakeClock } from "../support/fake-clock.js";
import { json, retrieveItem, scriptedFetch, shop, shopApi } from "../support/shop.js";

test("two copies of the runtime in one process share a count, and the registry does not contain the key", async () => {
  vi.resetModules();
  const copy = await import("../../src/index.js");
  const options = {
    apiKey: "a-very-secret-quota-key",
    quota: { limit: 2 },
    fetch: scriptedFetch(),
    logLevel: "off" as const,
  };
  const original = shop(options);
  const copiedApi = { ...shopApi, quota: copy.monthlyQuota({ plans: {} }) };
  const other = new copy.ApiClient(copiedApi, { ...options, rateLimit: false });
  expect(original).not.toBeInstanceOf(copy.ApiClient);
  await original.request(retrieveItem, { id: "1" });
  await other.request(retrieveItem, { id: "1" });
  expect([original, other].map((client) => client.quota.state()?.used)).toEqual([2, 2]);
  await expect(original.request(retrieveItem, { id: "1" })).rejects.toThrow("2 requests sent");

  const name = Object.getOwnPropertySymbols(globalThis).find((symbol) => /quotas/.test(String(symbol)));
  const registry = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[name ?? Symbol()];
  expect([...(registry?.keys() ?? [])]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
});

test("a call that the quota rejects takes no slot and is not retried", async () => {
  const clock = new FakeClock();
  const fetch = scriptedFetch();
  const client = shop({ clock, fetch, quota: { limit: 1 }, rateLimit: {} });
  await client.request(retrieveItem, { id: "1" });
  for (let call = 0; call < 30; call++) {
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toMatchObject({
      name: "QuotaExceededError",
      status: undefined,
    });
  }
  expect(fetch.sent).toHaveLength(1);
  expect(client.rateLimit.state()).toMatchObject({ cooling: 1, inFlight: 0, available: 19 });
  expect(clock.waits.length).toBe(clock.waits.filter((milliseconds) => milliseconds === 60_000).length);
});

test("clients from withOptions do not warn again, and onWarning cannot break a call by throwing", async () => {
  let warnings = 0;
  const onWarning = (): void => {
    warnings++;
    throw new Error("the pager is broken");
  };
  const client = shop({
    clock: new FakeClock(),
    fetch: scriptedFetch(),
    quota: { limit: 10, warnAt: [0.5], onWarning },
  });
  for (let call = 0; call < 8; call++)
    await client.withOptions({ timeout: 1_000 }).request(retrieveItem, { id: "1" });
  expect(warnings).toBe(1);
});

test("the first store gets the earlier counts, and later stores are ignored", async () => {
  const clock = new FakeClock();
  const [first, second] = [new MemoryQuotaStore(), new MemoryQuotaStore()];
  const client = (store?: MemoryQuotaStore): ApiClient =>
    shop({ clock, fetch: scriptedFetch(), quota: { limit: 99, store } });
  const added: number[] = [];
  for (const store of [first, second]) {
    const add = store.add.bind(store);
    store.add = async (name, period, count) => {
      added.push(count);
      return add(name, period, count);
    };
  }
  await client().request(retrieveItem, { id: "1" });
  await clock.finish(client(first).request(retrieveItem, { id: "1" }));
  await clock.finish(client(second).request(retrieveItem, { id: "1" }));
  await clock.advance(1_000);
  expect(added).toEqual([3]);
});

test("a response after the end of the month does not affect the next month", async () => {
  const clock = new FakeClock();
  let moment = Date.UTC(2026, 0, 31, 23, 59, 59);
  vi.spyOn(clock, "date").mockImplementation(() => moment);
  const fetch = async (): Promise<Response> => {
    moment = Date.UTC(2026, 1, 1, 0, 0, 1);
    return json({ message: "Monthly limit reached" }, 429);
  };
  const client = shop({ clock, fetch, quota: { limit: 10 } });
  await expect(client.request(retrieveItem, { id: "1" })).rejects.toMatchObject({
    resetsAt: new Date("2026-02-01T00:00:00Z"),
  });
  expect(client.quota.state()).toMatchObject({
    used: 0,
    spent: false,
    resetsAt: new Date("2026-03-01T00:00:00Z"),
  });
});

test("after the server says the month is spent, one request a day checks whether it is over", async () => {
  const clock = new FakeClock();
  let moment = Date.UTC(2026, 0, 1);
  vi.spyOn(clock, "date").mockImplementation(() => moment);
  const fetch = scriptedFetch(json({ message: "Monthly limit reached" }, 429), json({}));
  const client = shop({ clock, fetch, quota: { limit: 10 } });
  await expect(client.request(retrieveItem, { id: "1" })).rejects.toMatchObject({ status: 429 });
  moment += 86_400_000 - 1;
  await expect(client.request(retrieveItem, { id: "1" })).rejects.toMatchObject({ status: undefined });
  expect(fetch.sent).toHaveLength(1);
  moment += 1;
  await client.request(retrieveItem, { id: "1" });
  expect(client.quota.state()).toMatchObject({ used: 2, spent: false });
});

test("the forecast uses the rate since counting began, over at least one hour", async () => {
  const clock = new FakeClock();
  let moment = Date.UTC(2026, 3, 11);
  vi.spyOn(clock, "date").mockImplementation(() => moment);
  const client = shop({ clock, fetch: scriptedFetch(), quota: { limit: 10_000 } });
  for (let call = 0; call < 10; call++) await client.request(retrieveItem, { id: "1" });
  // 20 days of April are left: ten requests in an hour, then ten in ten days.
  expect(client.quota.state()?.forecast).toBe(10 + 10 * 24 * 20);
  moment += 10 * 86_400_000;
  expect(client.quota.state()?.forecast).toBe(20);
});
