import { setTimeout as sleep } from "node:timers/promises";
import {
  type Logger,
  type RateLimitPolicy,
  type RoundTripFloor,
  SlotRateLimiter,
  systemClock,
} from "@copilot-sdk/runtime";
import { RateLimiterUnavailableError, type RedisClient } from "../../src/index.js";
import { type RunScript, scriptRunner } from "../../src/redis-client.js";
import { RedisRateLimiter } from "../../src/redis-rate-limiter.js";
import { SLOT_SCRIPT } from "../../src/slot-script.js";
import type { SlotSupplyOptions } from "../../src/slot-supply.js";

/** A logger that records its lines. */
export class Log implements Logger {
  readonly lines: string[] = [];
  readonly error = (line: string): void => this.note("error", line);
  readonly warn = (line: string): void => this.note("warn", line);
  readonly info = (line: string): void => this.note("info", line);
  readonly debug = (line: string): void => this.note("debug", line);

  private note(level: string, line: string): void {
    this.lines.push(`${level}: ${line}`);
  }
}

/** 10 requests in 200 ms, so that a test of many windows takes little time. */
export const policy: RateLimitPolicy = { requests: 10, perSeconds: 0.2, recoverySeconds: 0.2 };

/**
 * A round trip that is known to be the shortest. Tests do not learn it: on a busy machine all that were measured may be slower than
 * the next one.
 */
export function knownFloor(milliseconds: number): RoundTripFloor {
  return { milliseconds, send: () => ({ answered() {}, ended() {} }), forget() {} };
}

let names = 0;

/** A unique name. */
export function freshName(): string {
  return `test-${process.pid}-${names++}`;
}

/** A limiter like that of a separate process. */
export function limiter(
  client: RedisClient | RunScript,
  name: string,
  options: Partial<SlotSupplyOptions> = {},
): RedisRateLimiter {
  const given = options.policy ?? policy;
  const floor = options.floor ?? knownFloor(0);
  return new RedisRateLimiter({
    name,
    policy: given,
    clock: systemClock,
    logger: new Log(),
    floor,
    fallback: (past) =>
      new SlotRateLimiter({ policy: given, clock: systemClock, isShared: past === undefined, past, floor }),
    run: typeof client === "function" ? client : scriptRunner(client, SLOT_SCRIPT),
    key: `copilot:{${name}}`,
    // Redis is never given up because the machine is busy.
    timeout: 10_000,
    whenUnreachable: "open",
    ...options,
  });
}

/** Repeats something while Redis is unavailable. */
export async function persist(action: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof RateLimiterUnavailableError)) throw error;
      await sleep(20);
    }
  }
}
