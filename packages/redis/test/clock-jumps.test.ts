// Clocks that jump: the system clock of a process, and the clock of Redis.
import { type Clock, systemClock } from "@copilot-sdk/runtime";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { scriptRunner } from "../src/redis-client.js";
import { SLOT_SCRIPT } from "../src/slot-script.js";
import { Arrivals } from "./support/arrivals.js";
import { type Connected, connect } from "./support/clients.js";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { freshName, Log, limiter, policy } from "./support/limiters.js";
import { RedisServer } from "./support/redis-server.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describeWithRedis("clock jumps", () => {
  let server: RedisServer;
  let connected: Connected;
  let redis: Redis;
  beforeAll(async () => {
    server = await RedisServer.start();
    connected = await connect(server.socket);
    redis = new Redis(server.socket);
  });
  afterAll(async () => {
    redis.disconnect();
    await connected[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  test.each([
    ["ahead", DAY],
    ["back", -DAY],
  ])("a jump of one process's system clock, a day %s, has no effect", async (_, jump) => {
    let ahead = 0;
    const clock: Clock = { ...systemClock, date: () => systemClock.date() + ahead };
    const name = freshName();
    const logger = new Log();
    const arrivals = new Arrivals(1);
    const sharers = [
      limiter(connected.client, name, { logger, clock }),
      limiter(connected.client, name, { logger }),
    ];
    const { calls, seconds } = makeCalls(sharers, arrivals);
    await calls[15];
    ahead = jump;
    expect(await seconds).toBeLessThan(4);
    expect(arrivals.most(200)).toBeLessThanOrEqual(policy.requests);
    expect(logger.lines).toEqual([]);
  });

  test.each([
    ["an hour back", -HOUR],
    ["an hour ahead", HOUR],
    ["a day back", -DAY],
    ["a second back", -1_000],
    ["a second ahead", 1_000],
  ])("after a jump of the clock of Redis, %s, the limit holds and no call waits longer", async (_, jump) => {
    const name = freshName();
    const logger = new Log();
    const arrivals = new Arrivals(1);
    const run = scriptRunner(connected.client, scriptWithJumps);
    await redis.set("jump", 0);
    const sharers = [limiter(run, name, { logger }), limiter(run, name, { logger })];
    const { calls, seconds } = makeCalls(sharers, arrivals);
    await calls[15];
    await redis.set("jump", jump);
    // A process that starts after the jump knows nothing of the time before it.
    const late = makeCalls([limiter(run, name, { logger })], arrivals);
    await calls[45];
    await redis.set("jump", 0);
    expect(await seconds).toBeLessThan(6);
    expect(await late.seconds).toBeLessThan(6);
    expect(arrivals.times).toHaveLength(90);
    expect(arrivals.most(200)).toBeLessThanOrEqual(policy.requests);
    expect(logger.lines).toEqual([]);
  });

  test("a jump ahead of the clock of Redis does not make slots cool faster", async () => {
    const run = scriptRunner(connected.client, scriptWithJumps);
    await redis.set("jump", 0);
    const one = limiter(run, freshName());
    const permits = await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    const answeredAt = performance.now();
    for (const permit of permits) permit.answered();
    await vi.waitFor(() => expect(one.state().cooling).toBe(policy.requests), { interval: 5 });
    await redis.set("jump", HOUR);
    await one.acquire();
    expect(performance.now() - answeredAt).toBeGreaterThan(199);
  });

  test("after a jump ahead of the clock of Redis, a new process does not assume that the others have ended", async () => {
    const name = freshName();
    const run = scriptRunner(connected.client, scriptWithJumps);
    await redis.set("jump", 0);
    const one = limiter(run, name, { lease: 1_000 });
    await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    await redis.set("jump", HOUR);
    const another = limiter(run, name, { lease: 1_000 });
    const start = performance.now();
    // The slots of the first stay held, because its lease is renewed while it runs.
    const leaving = AbortSignal.timeout(1_500);
    await expect(another.acquire({ signal: leaving })).rejects.toThrow("timeout");
    expect(performance.now() - start).toBeGreaterThan(1_400);
    expect(another.state().available).toBe(0);
  });
});

/** The script, with a clock that is ahead of that of Redis by the value of the key `jump`. */
const scriptWithJumps = SLOT_SCRIPT.replace(
  "tonumber(time[2]) / 1000",
  "tonumber(time[2]) / 1000 + tonumber(redis.call('GET', 'jump'))",
);
if (scriptWithJumps === SLOT_SCRIPT) throw new Error("the script does not take the time as it did");

/** Makes 30 calls with each limiter at once, and measures how many seconds they take together. */
function makeCalls(
  limiters: readonly Parameters<Arrivals["request"]>[0][],
  arrivals: Arrivals,
): { readonly calls: readonly Promise<void>[]; readonly seconds: Promise<number> } {
  const start = performance.now();
  const calls = Array.from({ length: 30 }, () => limiters.map((each) => arrivals.request(each))).flat();
  return { calls, seconds: Promise.all(calls).then(() => (performance.now() - start) / 1000) };
}
