// Four separate processes share one limit at a server that enforces it strictly, and some of them are killed.
import { expect, test } from "vitest";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { policy } from "./support/limiters.js";
import { RedisServer } from "./support/redis-server.js";
import { type Sharer, startSharers } from "./support/sharers.js";
import { StrictServer } from "./support/strict-server.js";

const lease = 2_000;
const window = policy.perSeconds * 1000;
/** On a busy machine, Redis seems slow. */
const sharing = { policy, lease, timeout: 500 } as const;

describeWithRedis("of four processes that share a limit", () => {
  test("one is killed: the others get its slots when its lease expires, and never exceed the limit", async () => {
    await using redis = await RedisServer.start();
    await using api = await StrictServer.start(policy);
    const sharers = startSharers(redis, api, { ...sharing, calls: 60 });
    const victim = sharers.get("d") as Sharer;
    await api.arrivals(10, "d");
    api.beSilentTo("d");
    await api.arrivals(15, "d");
    victim.process.kill("SIGKILL");
    await victim.exit;
    const killedAt = performance.now();
    for (const sender of ["a", "b", "c"]) expect(await sharers.get(sender)?.succeeded).toBe(60);

    expect(api.refused).toBe(0);
    expect(api.mostBetween(0, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(policy.requests);
    // It held at least five slots. Its last call to Redis was at most a third of a lease before its end.
    expect(api.mostBetween(killedAt, killedAt + (2 / 3) * lease - window)).toBeLessThanOrEqual(5);
    const healedAt = killedAt + lease + 2 * window;
    expect(api.mostBetween(healedAt, Number.POSITIVE_INFINITY)).toBeGreaterThan(8);
  });

  test.each(["open", "closed"] as const)(
    "one is stopped for longer than its lease: the others take its slots, and it uses none of them when it continues (%s)",
    async (whenUnreachable) => {
      await using redis = await RedisServer.start();
      await using api = await StrictServer.start(policy);
      const sharers = startSharers(redis, api, {
        ...sharing,
        timeout: 10_000,
        calls: 150,
        whenUnreachable,
        stopAfter: 20,
      });
      const { told, process } = sharers.get("d") as Sharer;
      await told("stopped");
      const isOver = performance.now() + 1.5 * lease;
      // The others use the whole limit, which is impossible while slots are held for a process that does not use them.
      while (api.mostBetween(isOver, Number.POSITIVE_INFINITY) < policy.requests - 1) {
        await api.arrivals(api.requests.length + 1);
      }
      process.kill("SIGCONT");
      for (const { succeeded } of sharers.values()) expect(await succeeded).toBe(150);

      expect(api.refused).toBe(0);
      expect(api.mostBetween(0, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(policy.requests);
    },
  );

  test("the limit holds when Redis is killed and restarts, and calls wait for it (closed)", async () => {
    await using redis = await RedisServer.start();
    await using api = await StrictServer.start(policy);
    const sharers = startSharers(redis, api, { ...sharing, calls: 40, whenUnreachable: "closed" });
    await api.arrivals(60);
    await redis.kill();
    await redis.start();
    for (const { succeeded } of sharers.values()) expect(await succeeded).toBe(40);
    expect(api.requests).toHaveLength(160);
    expect(api.refused).toBe(0);
  });

  test("every call completes when Redis is killed and restarts, and the limit is shared again (open)", async () => {
    await using redis = await RedisServer.start();
    await using api = await StrictServer.start(policy);
    const sharers = startSharers(redis, api, { ...sharing, calls: 60, whenUnreachable: "open" });
    await api.arrivals(60);
    await redis.kill();
    await api.arrivals(90);
    await redis.start();
    const startedAt = performance.now();
    for (const { succeeded } of sharers.values()) expect(await succeeded).toBe(60);
    // Redis is retried once a second.
    expect(api.mostBetween(startedAt + 2_000, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(policy.requests);
  });
});
