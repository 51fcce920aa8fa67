// Redis ran the script, and its reply is lost, late, or modified.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type RunScript, scriptRunner } from "../src/redis-client.js";
import type { RedisRateLimiter } from "../src/redis-rate-limiter.js";
import { SLOT_SCRIPT } from "../src/slot-script.js";
import { Arrivals } from "./support/arrivals.js";
import { connect, libraries } from "./support/clients.js";
import { describeWithRedis } from "./support/describe-with-redis.js";
import { freshName, Log, limiter, persist, policy } from "./support/limiters.js";
import { RedisProxy, type ReplyFate } from "./support/redis-proxy.js";
import { RedisServer } from "./support/redis-server.js";

const timeout = 100;
const lease = 1_000;

const fates: readonly [string, ReplyFate][] = [
  ["lost", { kind: "swallow" }],
  ["cut off", { kind: "cut" }],
  ["later than the timeout", { kind: "delay", milliseconds: timeout + 50 }],
];

describeWithRedis("lost replies", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  describe.each(fates)("if one of five replies is %s", (_, fate) => {
    test.each(Object.entries(libraries))(
      "no slot is used twice, and none is lost (%s)",
      async (_, connect) => {
        const name = freshName();
        const logger = new Log();
        const arrivals = new Arrivals(1);
        await using proxy = await RedisProxy.start(server.socket, (reply) =>
          reply % 5 === 4 ? fate : { kind: "pass" },
        );
        await using stack = new AsyncDisposableStack();
        const sharers: RedisRateLimiter[] = [];
        for (let index = 0; index < 3; index++) {
          const { client } = stack.use(await connect(proxy.socket));
          sharers.push(limiter(client, name, { logger, timeout, lease, whenUnreachable: "closed" }));
        }
        await Promise.all(
          sharers.flatMap((each) => Array.from({ length: 20 }, () => persist(() => arrivals.request(each)))),
        );
        expect(arrivals.times).toHaveLength(60);
        expect(arrivals.most(200)).toBeLessThanOrEqual(policy.requests);
        expect(proxy.disturbed).toBeGreaterThan(3);

        const { client } = stack.use(await connect(server.socket));
        const another = limiter(client, name, { lease });
        const start = performance.now();
        await Promise.all(Array.from({ length: policy.requests }, () => another.acquire()));
        expect(performance.now() - start).toBeLessThan(lease + 3 * 200);
      },
    );
  });

  test("slots that were granted while cooling continue cooling if the reply is lost", async () => {
    await using connected = await connect(server.socket);
    const inner = scriptRunner(connected.client, SLOT_SCRIPT);
    let losing = 0;
    const run: RunScript = async (keys, parameters) => {
      const reply = await inner(keys, parameters);
      const isGrant = Array.isArray(reply) && reply.length > 7;
      if (losing > 0 && isGrant) throw new Error(`lost ${losing--}`);
      return reply;
    };
    const one = limiter(run, freshName());
    const permits = await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    const answeredAt = performance.now();
    for (const permit of permits) permit.answered();
    await vi.waitFor(() => expect(one.state().cooling).toBe(policy.requests), { interval: 5 });
    losing = 1;
    await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    expect(losing).toBe(0);
    expect(performance.now() - answeredAt).toBeGreaterThan(199);
  });

  test("one lost reply is not an outage: no process continues alone", async () => {
    const arrivals = new Arrivals(1);
    await using proxy = await RedisProxy.start(server.socket, (reply) => ({
      kind: reply % 5 === 4 ? "cut" : "pass",
    }));
    for (const connect of Object.values(libraries)) {
      const logger = new Log();
      await using connected = await connect(proxy.socket);
      const one = limiter(connected.client, freshName(), { logger });
      await Promise.all(Array.from({ length: 30 }, () => arrivals.request(one)));
      expect(logger.lines).toEqual([]);
    }
    expect(proxy.disturbed).toBeGreaterThan(1);
  });
});
