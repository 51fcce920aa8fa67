// A process of its own that shares a limit: `node sharer.mjs <settings as JSON>` writes `ready` to standard error when it is connected
// to Redis, and after a line on standard input, makes its calls all at once by HTTP, and again those that were refused or had no slot.
// It writes how many succeeded to standard output. It also writes `stopped`, and `alone` and `shared` when Redis becomes unavailable and
// available again.
import { once } from "node:events";
import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { SlotRateLimiter, systemClock } from "@copilot-sdk/runtime";
import { Redis } from "ioredis";
import { RateLimiterUnavailableError } from "../dist/index.js";
import { scriptRunner } from "../dist/redis-client.js";
import { RedisRateLimiter } from "../dist/redis-rate-limiter.js";
import { SLOT_SCRIPT } from "../dist/slot-script.js";

const settings = JSON.parse(process.argv[2] ?? "");
const { socket, url, name, calls, policy, lease, whenUnreachable, timeout } = settings;
/** Calls after which the process stops itself, as Ctrl+Z would. */
const stopAfter = settings.stopAfter ?? Infinity;
const redis = new Redis(socket, { retryStrategy: () => 20 });
redis.on("error", () => {});
// On a busy machine, measured round trips are inexact, so none is relied on.
const floor = { milliseconds: 0, send: () => ({ answered() {}, ended() {} }), forget() {} };
const logger = { error() {}, warn: tellState, info() {}, debug() {} };
const limiter = new RedisRateLimiter({
  ...{ name, policy, floor, logger, lease, whenUnreachable, clock: systemClock },
  fallback: (past) =>
    new SlotRateLimiter({ policy, clock: systemClock, isShared: past === undefined, past, floor }),
  run: scriptRunner(redis, SLOT_SCRIPT),
  key: `copilot:{${name}}`,
  timeout,
});

let open = 0;
let done = 0;
let isStopped = false;
await once(redis, "ready");
tell("ready");
await once(process.stdin, "data");
process.stdin.destroy();
const outcomes = await Promise.all(Array.from({ length: calls }, makeCall));
console.log(outcomes.filter(Boolean).length);
redis.disconnect();

async function makeCall() {
  for (;;) {
    const permit = await limiter.acquire().catch((error) => {
      if (!(error instanceof RateLimiterUnavailableError)) throw error;
    });
    if (permit === undefined) {
      await sleep(20);
      continue;
    }
    open++;
    const { status } = await fetch(url);
    open--;
    if (status === 200) permit.answered();
    else permit.refused(policy.recoverySeconds * 1000);
    if (status !== 200) continue;
    // Every permit that was granted has been used: what is granted from now on must not be used after the stop.
    if (++done >= stopAfter && done < calls && open === 0 && !isStopped) stop();
    return true;
  }
}

/** Tells what the limiter warns of. */
function tellState(warning) {
  if (/Redis is unavailable/.test(warning)) tell("alone");
  if (/Redis is available again/.test(warning)) tell("shared");
}

function tell(word) {
  writeSync(2, `${word}\n`);
}

function stop() {
  isStopped = true;
  tell("stopped");
  process.kill(process.pid, "SIGSTOP");
}
