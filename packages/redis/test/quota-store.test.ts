import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { endWithThisProcess } from "../../../test/support/children/end-with-this-process.js";
import { redisQuotaStore } from "../src/index.js";
import { connect, libraries } from "./support/clients.js";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { freshName } from "./support/limiters.js";
import { RedisProxy } from "./support/redis-proxy.js";
import { RedisServer } from "./support/redis-server.js";
import { describeWithClients } from "./support/with-clients.js";

const JANUARY = "2026-01-01T00:00:00.000Z";

describeWithClients("counts in Redis", (connected) => {
  test("are shared by all processes, by name and month, and none is lost", async () => {
    const name = freshName();
    const stores = Array.from({ length: 4 }, () => redisQuotaStore(connected.client));
    expect(await stores[0]?.load(name, JANUARY)).toBe(0);
    const adds = stores.flatMap((store) => Array.from({ length: 25 }, () => store.add(name, JANUARY, 2)));
    expect(Math.max(...(await Promise.all(adds)))).toBe(200);
    expect(await stores[3]?.load(name, JANUARY)).toBe(200);
    expect(await stores[3]?.load(name, "2026-02-01T00:00:00.000Z")).toBe(0);
  });
});

const COUNTER = fileURLToPath(new URL("./counter.mjs", import.meta.url));

describeWithRedis("counts of separate processes", () => {
  test("are exact even if a process is killed: confirmed counts are counted", async () => {
    await using server = await RedisServer.start();
    await using connected = await connect(server.socket);
    const name = freshName();
    const [killed, ...others] = await Promise.all(
      [1, 1_000, 1_000, 1_000].map((count, index) =>
        countIn(server, name, {
          times: index === 0 ? 100_000 : 200,
          count,
          killAfter: index === 0 ? 50 : undefined,
        }),
      ),
    );
    for (const other of others) expect(other.ended).toBe(200);
    expect(killed?.ended).toBeGreaterThanOrEqual(50);
    expect(killed?.ended).toBeLessThan(100_000);
    const ofKilled = (await redisQuotaStore(connected.client).load(name, JANUARY)) - 3 * 200 * 1_000;
    // The addition during which it was killed may or may not be included.
    expect(ofKilled).toBeGreaterThanOrEqual(killed?.ended ?? Number.NaN);
    expect(ofKilled).toBeLessThanOrEqual(killed?.begun ?? Number.NaN);
  });
});

describeWithRedis("counts whose replies are lost", () => {
  test.each(Object.entries(libraries))(
    "are counted once, even if they are sent again (%s)",
    async (_, connect) => {
      await using server = await RedisServer.start();
      await using proxy = await RedisProxy.start(server.socket, (reply) => ({
        kind: reply % 3 === 2 ? "cut" : "pass",
      }));
      await using connected = await connect(proxy.socket);
      const name = freshName();
      const store = redisQuotaStore(connected.client);
      let sent = 0;
      let unsaved = 0;
      while (sent < 100 || unsaved > 0) {
        // Like the ledger: a failed count is passed again, together with the requests sent since.
        sent += 3;
        unsaved += 3;
        await store.add(name, JANUARY, unsaved).then(
          () => {
            unsaved = 0;
          },
          () => {},
        );
      }
      expect(proxy.disturbed).toBeGreaterThan(5);
      await using direct = await connect(server.socket);
      expect(await redisQuotaStore(direct.client).load(name, JANUARY)).toBe(sent);
    },
  );
});

test("a reply that is not a count is an error, which the ledger logs", async () => {
  const garbage = async () => "OK";
  const store = redisQuotaStore({ evalsha: garbage, eval: garbage });
  await expect(store.add("a", JANUARY, 1)).rejects.toThrow("Redis did not reply with a count");
});

interface Counting {
  readonly times: number;
  readonly count: number;
  readonly killAfter: number | undefined;
}

/** Counts in a separate process, and returns how many additions began and ended. */
async function countIn(
  { socket }: RedisServer,
  name: string,
  { times, count, killAfter }: Counting,
): Promise<{ readonly begun: number; readonly ended: number }> {
  const parameters = [COUNTER, socket, name, JANUARY, `${times}`, `${count}`];
  const child = endWithThisProcess(
    spawn(process.execPath, parameters, { stdio: ["ignore", "pipe", "inherit"] }),
  );
  const exited = once(child, "exit");
  let begun = 0;
  let ended = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "begin") begun++;
    if (line === "end" && ++ended === killAfter) child.kill("SIGKILL");
  }
  await exited;
  return { begun, ended };
}
