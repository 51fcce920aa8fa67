// Redis replies with an error, or with an unexpected value.
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RateLimiterUnavailableError, type RedisClient } from "../src/index.js";
import { Arrivals } from "./support/arrivals.js";
import { connect, libraries } from "./support/clients.js";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { freshName, Log, limiter, policy } from "./support/limiters.js";
import { RedisProxy } from "./support/redis-proxy.js";
import { RedisServer } from "./support/redis-server.js";

/** A problem of Redis, how to cause it, and what the log must contain. */
const wrongs: readonly [string, (redis: Redis, key: string) => Promise<unknown>, string][] = [
  ["has no memory left", (redis) => redis.config("SET", "maxmemory", "1"), "OOM"],
  ["is a replica", (redis) => redis.replicaof("127.0.0.1", 1), "READONLY"],
  ["has a list at the key", (redis, key) => redis.lpush(key, "a"), "WRONGTYPE"],
  ["has a string at the key", (redis, key) => redis.set(key, "a"), "has an unexpected value"],
  ["has numbers at the key", (redis, key) => redis.set(key, "12345"), "has an unexpected value"],
  ["allows no scripts", (redis) => redis.acl("SETUSER", "default", "-@scripting"), "NOPERM"],
];

/** A bad reply, its bytes, and what the log must contain. */
const answers: readonly [string, string, string][] = [
  ["that it is loading", "-LOADING Redis is loading the dataset in memory\r\n", "LOADING"],
  ["that it is busy", "-BUSY Redis is busy running a script.\r\n", "BUSY"],
  ["a string", "+OK\r\n", "unexpected reply"],
  ["nothing", "$-1\r\n", "unexpected reply"],
  [
    "slots with moments in the past",
    "*8\r\n:2\r\n:10\r\n:0\r\n:0\r\n:0\r\n:-1\r\n:1\r\n:-5\r\n",
    "unexpected reply",
  ],
  ["another version", "*7\r\n:3\r\n:10\r\n:0\r\n:0\r\n:0\r\n:-1\r\n:1\r\n", "unexpected reply"],
  ["something that is not the Redis protocol", "HTTP/1.1 400 Bad Request\r\n\r\n", ""],
];

describeWithRedis("a Redis", () => {
  let server: RedisServer;
  let redis: Redis;
  beforeEach(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.socket);
  });
  afterEach(async () => {
    redis.disconnect();
    await server[Symbol.asyncDispose]();
  });

  describe.each(Object.entries(libraries))("with %s", (_, connect) => {
    test.each(wrongs)("that %s is reported once, and the process continues alone", async (_, spoil, why) => {
      const name = freshName();
      await spoil(redis, `copilot:{${name}}`);
      await using connected = await connect(server.socket);
      await expectToGoOnAlone(connected.client, name, why);
    });

    test.each(answers)(
      "that replies %s is reported once, and the process continues alone",
      async (_, text, why) => {
        await using proxy = await RedisProxy.start(server.socket, () => ({ kind: "replace", text }));
        await using connected = await connect(proxy.socket);
        await expectToGoOnAlone(connected.client, freshName(), why);
      },
    );
  });

  test("that recovers is used again", async () => {
    const name = freshName();
    const logger = new Log();
    await redis.set(`copilot:{${name}}`, "a");
    await using connected = await connect(server.socket);
    const closed = limiter(connected.client, name, { logger, whenUnreachable: "closed" });
    await expect(closed.acquire()).rejects.toThrow(RateLimiterUnavailableError);
    await redis.del(`copilot:{${name}}`);
    await expect
      .poll(
        () =>
          closed.acquire().then(
            () => "granted",
            () => "refused",
          ),
        { timeout: 5_000 },
      )
      .toBe("granted");
    expect(logger.lines).toHaveLength(2);
    expect(logger.lines[1]).toContain("Redis is available again");
  });
});

async function expectToGoOnAlone(client: RedisClient, name: string, why: string): Promise<void> {
  const logger = new Log();
  const arrivals = new Arrivals(1);
  const one = limiter(client, name, { logger, timeout: 250 });
  await Promise.all(Array.from({ length: 15 }, () => arrivals.request(one)));
  expect(arrivals.times).toHaveLength(15);
  expect(arrivals.most(200)).toBeLessThanOrEqual(policy.requests);
  expect(logger.lines).toEqual([
    expect.stringContaining("Redis is unavailable, this process continues alone"),
  ]);
  expect(logger.lines[0]).toContain(why);
}
