// A cluster, and a Redis that allows only one key, because the script uses no other.
import { createServer } from "node:net";
import { Cluster, Redis } from "ioredis";
import { createCluster } from "redis";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RedisClient, redisQuotaStore } from "../src/index.js";
import { Arrivals } from "./support/arrivals.js";
import { describeWithEach } from "./support/describe-with-redis.js";
import { freshName, Log, limiter, policy } from "./support/limiters.js";
import { RedisServer } from "./support/redis-server.js";

describeWithEach("a cluster", (program) => {
  const stack = new AsyncDisposableStack();
  const clients = new Map<string, RedisClient>();
  let redis: Redis;
  beforeAll(async () => {
    const [port, busPort] = [await freePort(), await freePort()];
    const server = await RedisServer.start(program, [
      ...["--port", `${port}`, "--bind", "127.0.0.1", "--cluster-enabled", "yes"],
      ...["--cluster-port", `${busPort}`, "--cluster-announce-ip", "127.0.0.1"],
    ]);
    stack.use(server);
    redis = new Redis(server.socket);
    stack.defer(() => redis.disconnect());
    await redis.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    await vi.waitFor(async () => expect(await redis.cluster("INFO")).toContain("cluster_state:ok"), 60_000);

    const ioredis = new Cluster([{ host: "127.0.0.1", port }]);
    stack.defer(() => ioredis.disconnect());
    const nodeRedis = createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${port}` }] });
    stack.defer(() => nodeRedis.destroy());
    await nodeRedis.connect();
    clients.set("ioredis", ioredis).set("redis", nodeRedis);
  });
  afterAll(() => stack.disposeAsync());

  test.each(["ioredis", "redis"])("shares a limit and a count with %s", async (library) => {
    const client = clients.get(library) as RedisClient;
    const name = freshName();
    const logger = new Log();
    const arrivals = new Arrivals(1);
    const sharers = [limiter(client, name, { logger }), limiter(client, name, { logger })];
    await Promise.all(sharers.flatMap((each) => Array.from({ length: 20 }, () => arrivals.request(each))));
    expect(arrivals.times).toHaveLength(40);
    expect(arrivals.most(200)).toBeLessThanOrEqual(policy.requests);
    expect(logger.lines).toEqual([]);

    const store = redisQuotaStore(client);
    await Promise.all([1, 2, 3].map((count) => store.add(name, "2026-01-01T00:00:00.000Z", count)));
    expect(await store.load(name, "2026-01-01T00:00:00.000Z")).toBe(6);
  });

  test("keeps all keys of a name in one slot", async () => {
    const slotOf = (key: string): Promise<unknown> => redis.call("CLUSTER", "KEYSLOT", key);
    const slots = new Set([
      await slotOf("name"),
      await slotOf("copilot:{name}"),
      await slotOf("copilot-quota:{name}:2026-01-01T00:00:00.000Z"),
    ]);
    expect(slots.size).toBe(1);
  });

  test("is accessed with one key only, so access to other keys is not needed", async () => {
    const name = freshName();
    const logger = new Log();
    await redis.acl("SETUSER", name, "on", ">secret", "+eval", "+evalsha", "+time", "+get", "+set");
    await redis.acl("SETUSER", name, `~copilot:{${name}}`, "+info", "+ping");
    const { path } = redis.options;
    const modest = new Redis({ path: path as string, username: name, password: "secret" });
    const one = limiter(modest, name, { logger });
    await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    expect(logger.lines).toEqual([]);
    modest.disconnect();
  });
});

/** A free port: a node of a cluster must be given one. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
}
