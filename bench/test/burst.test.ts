import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { findContender } from "../src/burst/contenders.ts";
import { runBurst } from "../src/burst/run-burst.ts";
import type { BurstSettings } from "../src/burst/settings.ts";

const settings: BurstSettings = {
  calls: 30,
  rps: 20,
  window: "sliding",
  rtt: 20,
  jitter: 10,
  processes: 1,
  share: "none",
  seed: 1,
};

test("without a limiter, calls above the limit are rejected by the server and fail", async () => {
  const figures = await runBurst(findContender("fetch"), settings);
  assert.deepEqual([figures.ok, figures.failed, figures.refused, figures.worstSecond], [20, 10, 10, 30]);
  assert.equal(figures.secondsOver, 10);
  assert.equal(figures.ratio, null);
  assert.deepEqual(figures.failures, { "Error: status 429": 10 });
});

test("with a limiter, all calls succeed, and none earlier than the limit allows", async () => {
  const figures = await runBurst(findContender("ours"), settings);
  assert.deepEqual([figures.ok, figures.arrived, figures.refused, figures.secondsOver], [30, 30, 0, 0]);
  assert.ok((figures.ratio ?? 0) >= 1);
});

test("the calls are divided among processes, and counted for each", async () => {
  const figures = await runBurst(findContender("fetch"), { ...settings, calls: 11, processes: 3 });
  assert.deepEqual([figures.ok, figures.arrived, figures.shares.length], [11, 11, 3]);
  assert.ok(figures.fairness > 0 && figures.fairness <= 1);
});

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
const skip = hasRedis ? false : "no redis-server on the PATH";

test("processes that share a limit through Redis keep it, and the number of calls to Redis is reported", {
  skip,
}, async () => {
  const figures = await runBurst(findContender("ours-redis"), { ...settings, processes: 2, share: "redis" });
  assert.deepEqual([figures.ok, figures.refused, figures.secondsOver], [30, 0, 0]);
  assert.ok((figures.scriptsPerCall ?? 0) > 0);
});
