// Four separate processes share one limit, and Redis is unavailable for a while: the API rejects none of their requests.
import { setTimeout as sleep } from "node:timers/promises";
import type { RateLimitPolicy } from "@copilot-sdk/runtime";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { RedisServer } from "./support/redis-server.js";
import { startSharers } from "./support/sharers.js";
import { StrictServer } from "./support/strict-server.js";

/** 40 requests per second, in short windows, so that a test of many windows takes little time. */
const policy: RateLimitPolicy = { requests: 20, perSeconds: 0.5, recoverySeconds: 0.5 };

interface Outage {
  begin(redis: RedisServer, key: string): unknown;
  end(redis: RedisServer, key: string): unknown;
}

/** Sends a command to Redis. */
async function tell(redis: RedisServer, command: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(redis.socket);
  await command(client);
  client.disconnect();
}

const outages: readonly [string, Outage][] = [
  ["is killed and restarts", { begin: (redis) => redis.kill(), end: (redis) => redis.start() }],
  ["does not reply for a while", { begin: (redis) => redis.pause(), end: (redis) => redis.continue() }],
  [
    "has no memory left for a while",
    {
      begin: (redis) => tell(redis, (client) => client.config("SET", "maxmemory", "1")),
      end: (redis) => tell(redis, (client) => client.config("SET", "maxmemory", "0")),
    },
  ],
  [
    "has a different value at the key for a while",
    {
      begin: (redis, key) => tell(redis, (client) => client.multi().del(key).lpush(key, "a").exec()),
      end: (redis, key) => tell(redis, (client) => client.del(key)),
    },
  ],
];

describeWithRedis("four processes whose Redis", () => {
  test.each(outages)("%s make all their calls without a 429", async (_, { begin, end }) => {
    await using redis = await RedisServer.start();
    await using api = await StrictServer.start(policy);
    const calls = 70;
    const sharers = startSharers(redis, api, { calls, policy, timeout: 500, floor: "none" });
    await api.arrivals(60);
    await begin(redis, sharers.key);
    await sleep(2_500);
    await end(redis, sharers.key);
    for (const { succeeded } of sharers.values()) expect(await succeeded).toBe(calls);
    expect(api.refused).toBe(0);
  });
});
