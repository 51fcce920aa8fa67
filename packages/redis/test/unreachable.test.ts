// A Redis that is unreachable, restarts, or sends invalid replies.
import { type AcquireOptions, type Clock, SlotRateLimiter, systemClock } from "@copilot-sdk/runtime";
import type { FallbackLimiter, LimiterPast } from "@copilot-sdk/runtime/limiter-kit";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RateLimiterUnavailableError, redisRateLimit } from "../src/index.js";
import type { RunScript } from "../src/redis-client.js";
import { Arrivals } from "./support/arrivals.js";
import { connect } from "./support/clients.js";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { freshName, Log, limiter, persist, policy } from "./support/limiters.js";
import { RedisServer } from "./support/redis-server.js";

const away: RunScript = () => Promise.reject(new Error("connect ECONNREFUSED"));

describe("while Redis is unavailable", () => {
  test.each([
    ["refuses connections", away, "connect ECONNREFUSED"],
    ["does not reply", () => new Promise<never>(() => {}), "Redis did not reply within 50 ms"],
    ["replies null", async () => null, ""],
    ["replies with a string", async () => "OK", ""],
    ["replies with invalid values", async () => ["x", {}, -1], ""],
  ] as [string, RunScript, string][])(
    "if Redis %s, a process continues alone, and reports it once",
    async (_, run, why) => {
      const logger = new Log();
      const alone = limiter(run, freshName(), { logger, timeout: 50 });
      const arrivals = new Arrivals(1);
      await Promise.all(Array.from({ length: 25 }, () => arrivals.request(alone)));
      expect(arrivals.times).toHaveLength(25);
      expect(arrivals.most(200)).toBeLessThanOrEqual(policy.requests);
      expect(logger.lines).toEqual([
        expect.stringMatching(/^warn: rate limit: Redis is unavailable, this process continues alone/),
      ]);
      expect(logger.lines[0]).toContain(why);
    },
  );

  test("the warning is repeated after a minute", async () => {
    const logger = new Log();
    let later = 0;
    const clock: Clock = { ...systemClock, now: () => systemClock.now() + later };
    const alone = limiter(away, freshName(), { logger, clock });
    (await alone.acquire()).answered();
    later += 59_000;
    (await alone.acquire()).answered();
    await vi.waitFor(() => expect(alone.state().inFlight).toBe(0), { timeout: 60_000 });
    expect(logger.lines).toHaveLength(1);
    later += 2_000;
    (await alone.acquire()).answered();
    expect(logger.lines).toEqual([
      "warn: rate limit: Redis is unavailable, this process continues alone (connect ECONNREFUSED)",
      "warn: rate limit: Redis is still unavailable, this process continues alone (connect ECONNREFUSED)",
    ]);
  });

  test("a process that had nothing to send for a long time tries Redis first", async () => {
    const logger = new Log();
    let later = 0;
    let isAway = true;
    let own = 0;
    const clock: Clock = { ...systemClock, now: () => systemClock.now() + later };
    const run: RunScript = async (_, { 7: wanted }) =>
      isAway ? away([], []) : [2, policy.requests, 0, 9, 0, -1, 1, ...(wanted === "0" ? [] : [0])];
    const fallback = (past?: LimiterPast): FallbackLimiter => {
      const inner = new SlotRateLimiter({ policy, clock, past });
      return Object.assign(inner, {
        acquire: (options?: AcquireOptions) => {
          own++;
          return SlotRateLimiter.prototype.acquire.call(inner, options);
        },
      });
    };
    const one = limiter(run, freshName(), { logger, clock, fallback });
    (await one.acquire()).answered();
    const before = own;
    expect(before).toBeGreaterThan(0);
    isAway = false;
    later += 60_000;
    (await one.acquire()).answered();
    expect(own).toBe(before);
    expect(logger.lines.at(-1)).toContain("Redis is available again");
  });

  test("with whenUnreachable: closed, waiting and new calls are rejected", async () => {
    const closed = limiter(away, freshName(), { whenUnreachable: "closed" });
    const waiting = [closed.acquire(), closed.acquire()];
    for (const each of waiting) await expect(each).rejects.toBeInstanceOf(RateLimiterUnavailableError);
    await expect(closed.acquire()).rejects.toThrow(RateLimiterUnavailableError);
    expect(closed.state().queued).toBe(0);
  });
});

describeWithRedis("when Redis was killed and restarts", () => {
  let server: RedisServer;
  beforeEach(async () => {
    server = await RedisServer.start();
  });
  afterEach(() => server[Symbol.asyncDispose]());

  test("with lost data, no call is lost, and the limit is shared again", async () => {
    const name = freshName();
    const logger = new Log();
    await using connected = await connect(server.socket);
    const one = limiter(connected.client, name, { logger });
    const arrivals = new Arrivals(1);
    await Promise.all(Array.from({ length: 10 }, () => arrivals.request(one)));
    await server.kill();
    const meanwhile = Array.from({ length: 20 }, () => arrivals.request(one));
    await Promise.all(meanwhile);
    await server.start();
    await vi.waitFor(
      async () => {
        await arrivals.request(one);
        expect(logger.lines.at(-1)).toContain("Redis is available again");
      },
      { timeout: 60_000, interval: 50 },
    );
    const two = limiter(connected.client, name);
    const before = arrivals.times.length;
    await Promise.all([one, two].flatMap((each) => Array.from({ length: 20 }, () => arrivals.request(each))));
    expect(arrivals.times.length - before).toBe(40);
    const last = new Arrivals(2);
    await Promise.all([one, two].flatMap((each) => Array.from({ length: 20 }, () => last.request(each))));
    expect(last.most(200)).toBeLessThanOrEqual(policy.requests);
  });

  test("with outdated data, the limit is not exceeded", async () => {
    const name = freshName();
    const arrivals = new Arrivals(1);
    await using connected = await connect(server.socket);
    const redis = new Redis(server.socket, { retryStrategy: () => 20 });
    const sharers = [0, 1].map(() => limiter(connected.client, name, { whenUnreachable: "closed" }));
    const request = (): Promise<void>[] => sharers.map((each) => persist(() => arrivals.request(each)));
    await Promise.all(request());
    await redis.save();
    const calls = Array.from({ length: 30 }, request).flat();
    await calls[20];
    await server.kill();
    await server.start();
    expect(await redis.exists(`copilot:{${name}}`)).toBe(1);
    redis.disconnect();
    await Promise.all(calls);
    expect(arrivals.times).toHaveLength(62);
    expect(arrivals.most(200)).toBeLessThanOrEqual(policy.requests);
  });
});

describe("redisRateLimit", () => {
  test.each([
    [{}, {}, "requires a client of the package ioredis or redis"],
    [null, {}, "requires a client of the package ioredis or redis"],
    [{ evalsha: away, eval: away }, { timeout: 0 }, "timeout must be a number of milliseconds above 0"],
    [
      { evalsha: away, eval: away },
      { whenUnreachable: "never" },
      'whenUnreachable must be "open" or "closed"',
    ],
  ])("refuses %j with %j", (client, options, message) => {
    expect(() => redisRateLimit(client as never, options as never)).toThrow(message);
  });
});
