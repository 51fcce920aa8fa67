// Four separate processes share one limit, and Redis is unavailable for a while: the API rejects none of their requests.
import type { RateLimitPolicy } from "@copilot-sdk/runtime";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { RedisServer } from "./support/redis-server.js";
import { senders, startSharers } from "./support/sharers.js";
import { StrictServer } from "./support/strict-server.js";

/** A window that is long compared with the time that a busy machine needs to wake a process. */
const policy: RateLimitPolicy = { requests: 20, perSeconds: 1, recoverySeconds: 1 };

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
  test.concurrent.each(outages)("%s make all their calls without a 429", async (_, { begin, end }) => {
    await using redis = await RedisServer.start();
    await using api = await StrictServer.start(policy);
    const calls = 70;
    // Redis is never given up because the machine is busy.
    const sharers = startSharers(redis, api, { calls, policy, timeout: 2_000, lease: 10_000 });
    const all = [...sharers.values()];
    const count = (sender: string) => api.requests.filter((each) => each.sender === sender).length;
    const eachSends = (more: number) =>
      Promise.all(senders.map((sender) => api.arrivals(count(sender) + more, sender)));
    await eachSends(8);
    await begin(redis, sharers.key);
    for (const { told } of all) expect(await told("alone")).toBe(true);
    // More than a fourth of the limit, so in several windows.
    await eachSends(7);
    await end(redis, sharers.key);
    for (const { told } of all) expect(await told("shared")).toBe(true);
    for (const { succeeded } of all) expect(await succeeded).toBe(calls);
    expect(api.refused).toBe(0);
  });
});
