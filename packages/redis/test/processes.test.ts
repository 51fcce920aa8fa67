// Four processes of their own share one limit at a server that keeps strictly to it, and not all goes well.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { endWithThisProcess } from "../../../test/support/children/end-with-this-process.js";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { freshName, policy } from "./support/limiters.js";
import { RedisServer } from "./support/redis-server.js";
import { StrictServer } from "./support/strict-server.js";

const SHARER = fileURLToPath(new URL("./sharer.mjs", import.meta.url));
const lease = 1_000;
const window = policy.perSeconds * 1000;
const senders = ["a", "b", "c", "d"];

describeWithRedis("of four processes that share a limit", () => {
  test("one is killed: the others get its slots when its lease is over, and never more than there are", async () => {
    await using redis = await RedisServer.start();
    await using api = await StrictServer.start(policy);
    const sharers = start(redis, api, { calls: 60 });
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
    // It held five at least. Its last word was at most a third of a lease before its end.
    expect(api.mostBetween(killedAt, killedAt + (2 / 3) * lease - window)).toBeLessThanOrEqual(5);
    const healedAt = killedAt + lease + 2 * window;
    expect(api.mostBetween(healedAt, Number.POSITIVE_INFINITY)).toBeGreaterThan(8);
  });

  test("none sends too much when Redis is killed and begins anew, and calls wait for it (closed)", async () => {
    await using redis = await RedisServer.start();
    await using api = await StrictServer.start(policy);
    const sharers = start(redis, api, { calls: 40, whenUnreachable: "closed" });
    await api.arrivals(60);
    await redis.kill();
    await redis.start();
    for (const { succeeded } of sharers.values()) expect(await succeeded).toBe(40);
    expect(api.requests).toHaveLength(160);
    expect(api.refused).toBe(0);
  });

  test("every call comes to its end when Redis is killed and begins anew, and is shared again (open)", async () => {
    await using redis = await RedisServer.start();
    await using api = await StrictServer.start(policy);
    const sharers = start(redis, api, { calls: 60, whenUnreachable: "open" });
    await api.arrivals(60);
    await redis.kill();
    await api.arrivals(90);
    await redis.start();
    const startedAt = performance.now();
    for (const { succeeded } of sharers.values()) expect(await succeeded).toBe(60);
    // Redis is tried again once in a second.
    expect(api.mostBetween(startedAt + 2_000, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(policy.requests);
  });
});

interface Sharer {
  readonly process: ChildProcess;
  /** How many of its calls succeeded; NaN: it ended before it told. */
  readonly succeeded: Promise<number>;
  readonly exit: Promise<unknown>;
}

interface SharerSettings {
  readonly calls: number;
  readonly whenUnreachable?: "open" | "closed";
}

function start(
  { socket }: RedisServer,
  { url }: StrictServer,
  { calls, whenUnreachable = "open" }: SharerSettings,
): ReadonlyMap<string, Sharer> {
  const name = freshName();
  return new Map(
    senders.map((sender) => {
      const settings = { socket, name, calls, policy, lease, whenUnreachable, url: `${url}/${sender}` };
      const parameters = [SHARER, JSON.stringify(settings)];
      const child = endWithThisProcess(
        spawn(process.execPath, parameters, { stdio: ["ignore", "pipe", "inherit"] }),
      );
      const succeeded = text(child.stdout).then((told) => (told === "" ? Number.NaN : Number(told)));
      return [sender, { process: child, succeeded, exit: once(child, "exit") }];
    }),
  );
}
