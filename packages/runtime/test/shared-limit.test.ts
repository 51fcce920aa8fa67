import { expect, test, vi } from "vitest";
import { retrieveItem, scriptedFetch, shop, shopApi } from "./support/shop.js";

test("two copies of the runtime in one process share one limit, and the registry does not contain the key", async () => {
  vi.resetModules();
  const copy = await import("../src/index.js");
  const original = shop({ apiKey: "a-very-secret-key", rateLimit: {}, fetch: scriptedFetch() });
  expect(original).not.toBeInstanceOf(copy.ApiClient);
  await original.request(retrieveItem, { id: "1" });
  const other = new copy.ApiClient(shopApi, { apiKey: "a-very-secret-key" });
  expect(other.rateLimit.state()).toMatchObject({ cooling: 1, available: 19 });

  const holder = globalThis as unknown as Record<symbol, Map<string, unknown>>;
  const registries = Object.getOwnPropertySymbols(globalThis).filter((name) =>
    /rate limiters/.test(String(name)),
  );
  expect(registries).toHaveLength(1);
  const names = registries.flatMap((name) => [...(holder[name]?.keys() ?? [])]);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{16}$/);
});
