import { QueueFullError } from "@copilot-sdk/runtime";
import { expect, test, vi } from "vitest";
import { type RunScript, scriptRunner } from "../src/redis-client.js";
import type { RedisRateLimiter } from "../src/redis-rate-limiter.js";
import { SLOT_SCRIPT } from "../src/slot-script.js";
import { Arrivals, SHORTEST_WAY } from "./support/arrivals.js";
import { freshName, knownFloor, limiter, policy } from "./support/limiters.js";
import { type ConnectedClient, describeWithClients } from "./support/with-clients.js";

describeWithClients("a limit that is shared by Redis", (connected) => {
  test.each([1, 2, 3])(
    "four processes together never exceed it, with any network delays (seed %i)",
    async (seed) => {
      const name = freshName();
      const arrivals = new Arrivals(seed);
      const sharers = Array.from({ length: 4 }, () =>
        limiter(connected.client, name, { floor: knownFloor(2 * SHORTEST_WAY) }),
      );
      await Promise.all(sharers.flatMap((each) => Array.from({ length: 20 }, () => arrivals.request(each))));
      expect(arrivals.times).toHaveLength(80);
      expect(arrivals.most(200)).toBeLessThanOrEqual(policy.requests);
    },
  );

  test("a process that starts later gets its share immediately, and both shares are equal", async () => {
    const name = freshName();
    const [first, second] = [limiter(connected.client, name), limiter(connected.client, name)];
    const order: string[] = [];
    const run = async (who: string, each: typeof first): Promise<void> => {
      const permit = await each.acquire();
      order.push(who);
      permit.answered();
    };
    const firsts = Array.from({ length: 60 }, () => run("first", first));
    await firsts[9];
    const seconds = Array.from({ length: 30 }, () => run("second", second));
    await Promise.all(seconds);
    const shared = order.slice(20, 60);
    const part = shared.filter((who) => who === "second").length;
    expect(part).toBeGreaterThanOrEqual(18);
    await Promise.all(firsts);
    expect(order).toHaveLength(90);
  });

  test("calls that start together make one call to Redis, or two for a new key", async () => {
    const name = freshName();
    const { requests } = policy;
    let calls = 0;
    const { run } = spied(connected, () => calls++);
    const [first, second] = [limiter(run, name), limiter(run, name)];
    const half = requests / 2;
    await Promise.all(Array.from({ length: half }, () => first.acquire()));
    expect(calls).toBe(2);
    await Promise.all(Array.from({ length: requests - half }, () => second.acquire()));
    expect(calls).toBe(3);
  });

  test("if processes start at the same moment, none gets the whole limit", async () => {
    const name = freshName();
    const order: number[] = [];
    // The moment is a fiftieth of a window: here 40 ms, in which Redis receives the calls of all on a busy machine, too.
    const slow = { ...policy, perSeconds: 2, recoverySeconds: 2 };
    const sharers = [0, 1, 2].map((who) => ({
      who,
      each: limiter(connected.client, name, { policy: slow }),
    }));
    const calls = sharers.flatMap(({ who, each }) =>
      Array.from({ length: slow.requests }, async () => {
        const permit = await each.acquire();
        order.push(who);
        permit.answered();
      }),
    );
    await Promise.all(calls);
    const first = order.slice(0, slow.requests);
    for (const { who } of sharers) expect(first.filter((other) => other === who).length).toBeGreaterThan(2);
  });

  test("when one gets a 429, all wait", async () => {
    const name = freshName();
    const [one, other] = [limiter(connected.client, name), limiter(connected.client, name)];
    const permit = await one.acquire();
    permit.refused(300);
    const refusedAt = performance.now();
    // The report is sent before the other's call, because both use one connection.
    await Promise.resolve();
    (await other.acquire()).answered();
    expect(performance.now() - refusedAt).toBeGreaterThan(298);
    expect(other.state().limit).toBeLessThan(policy.requests);
  });

  test("the shortest round trip is forgotten after a 429", async () => {
    let forgotten = 0;
    const floor = { ...knownFloor(0), forget: () => forgotten++ };
    const one = limiter(connected.client, freshName(), { floor });
    (await one.acquire()).answered();
    expect(forgotten).toBe(0);
    (await one.acquire()).refused(1);
    expect(forgotten).toBe(1);
  });

  test("the slots of a process that ended without notice are free when its lease expires", async () => {
    const name = freshName();
    const alive = limiter(connected.client, name, { lease: 100 });
    const { run, stop } = spied(connected);
    const silent = limiter(run, name, { lease: 100 });
    const start = performance.now();
    await Promise.all(Array.from({ length: policy.requests }, () => silent.acquire()));
    stop();
    const permit = await alive.acquire();
    const waited = performance.now() - start;
    permit.answered();
    // The lease, and then a window.
    expect(waited).toBeGreaterThan(299);
    expect(waited).toBeLessThan(3_000);
  });

  test("the slot of an aborted request is free one window after the latest arrival of the request", async () => {
    const name = freshName();
    const floor = { ...knownFloor(0), lateArrival: 2_000 };
    const [one, other] = [0, 1].map(() => limiter(connected.client, name, { floor })) as [
      RedisRateLimiter,
      RedisRateLimiter,
    ];
    const permits = await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    const givenUpAt = performance.now();
    const answered = permits.pop();
    for (const permit of permits) permit.lost();
    answered?.answered();
    // The slot with a response does not wait for the others.
    (await other.acquire()).answered();
    expect(performance.now() - givenUpAt).toBeGreaterThan(199);
    expect(performance.now() - givenUpAt).toBeLessThan(1_500);
    await Promise.all([other.acquire(), other.acquire()]);
    expect(performance.now() - givenUpAt).toBeGreaterThan(2_199);
  });

  test("an aborted request is assumed to arrive within a second while no round trips are known", async () => {
    const name = freshName();
    const [one, other] = [limiter(connected.client, name), limiter(connected.client, name)];
    const permits = await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    const givenUpAt = performance.now();
    for (const permit of permits) permit.lost();
    (await other.acquire()).answered();
    expect(performance.now() - givenUpAt).toBeGreaterThan(1_199);
  });

  test("an unused slot is granted to another process", async () => {
    const name = freshName();
    const [one, other] = [limiter(connected.client, name), limiter(connected.client, name)];
    const permits = await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    const leaving = new AbortController();
    const waiting = Array.from({ length: 5 }, () => one.acquire({ signal: leaving.signal }));
    for (const permit of permits) permit.answered();
    // Slots that are still cooling were granted to waiting processes.
    await vi.waitFor(() => expect(one.state()).toMatchObject({ inFlight: 0, queued: 5, cooling: 5 }), {
      interval: 5,
    });
    leaving.abort(new Error("changed my mind"));
    for (const each of waiting) await expect(each).rejects.toThrow("changed my mind");
    const taken = await Promise.all(Array.from({ length: policy.requests }, () => other.acquire()));
    expect(taken).toHaveLength(policy.requests);
    expect(one.state().queued).toBe(0);
    for (const permit of taken) permit.answered();
  });

  test("within a process, higher priorities are sent first, and the queue is bounded", async () => {
    const name = freshName();
    const one = limiter(connected.client, name);
    const permits = await Promise.all(Array.from({ length: policy.requests }, () => one.acquire()));
    const order: string[] = [];
    const wait = async (title: string, priority: number): Promise<void> => {
      const permit = await one.acquire({ priority });
      order.push(title);
      permit.answered();
    };
    const waiting = [wait("low", 0), wait("low, later", 0), wait("high", 1)];
    expect(one.state()).toMatchObject({ queued: 3, inFlight: policy.requests });
    await expect(one.acquire({ maxQueue: 3 })).rejects.toThrow(QueueFullError);
    for (const permit of permits) permit.answered();
    await Promise.all(waiting);
    expect(order).toEqual(["high", "low", "low, later"]);
  });

  test("if no call may wait, as many calls are sent as there are slots", async () => {
    const one = limiter(connected.client, freshName());
    const calls = Array.from({ length: policy.requests + 1 }, () => one.acquire({ maxQueue: 0 }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array.from({ length: policy.requests }, () => "fulfilled"),
      "rejected",
    ]);
  });

  test("if the policies of processes differ, the strictest applies to all", async () => {
    const name = freshName();
    const strict = limiter(connected.client, name, { policy: { ...policy, requests: 3 } });
    const loose = limiter(connected.client, name);
    (await strict.acquire()).answered();
    (await loose.acquire()).answered();
    expect(loose.state().limit).toBe(3);
  });
});

/** Runs scripts with a client, records each, and can stop responding. */
function spied(
  { client }: ConnectedClient,
  tell: () => void = () => {},
): { readonly run: RunScript; stop(): void } {
  const inner = scriptRunner(client, SLOT_SCRIPT);
  let isSilent = false;
  const run: RunScript = (keys, parameters) => {
    tell();
    return isSilent ? new Promise(() => {}) : inner(keys, parameters);
  };
  return {
    run,
    stop: () => {
      isSilent = true;
    },
  };
}
