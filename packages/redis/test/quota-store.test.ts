import { expect, test } from "vitest";
import { redisQuotaStore } from "../src/index.js";
import { freshName } from "./support/limiters.js";
import { describeWithClients } from "./support/with-clients.js";

const JANUARY = "2026-01-01T00:00:00.000Z";

describeWithClients("counts in Redis", (connected) => {
  test("are shared by all, by name and month, and none is lost", async () => {
    const name = freshName();
    const stores = Array.from({ length: 4 }, () => redisQuotaStore(connected.client));
    expect(await stores[0]?.load(name, JANUARY)).toBe(0);
    const adds = stores.flatMap((store) => Array.from({ length: 25 }, () => store.add(name, JANUARY, 2)));
    expect(Math.max(...(await Promise.all(adds)))).toBe(200);
    expect(await stores[3]?.load(name, JANUARY)).toBe(200);
    expect(await stores[3]?.load(name, "2026-02-01T00:00:00.000Z")).toBe(0);
  });
});

test("an answer that is no count is an error, which the ledger logs", async () => {
  const garbage = async () => "OK";
  const store = redisQuotaStore({ evalsha: garbage, eval: garbage });
  await expect(store.add("a", JANUARY, 1)).rejects.toThrow("Redis does not answer with a count");
});
