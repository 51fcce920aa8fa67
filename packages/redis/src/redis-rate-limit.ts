import { ConfigurationError, type RateLimiterFactory } from "@copilot-sdk/runtime";
import { isRedisClient, type RedisClient, scriptRunner } from "./redis-client.js";
import { RedisRateLimiter } from "./redis-rate-limiter.js";
import { SLOT_SCRIPT } from "./slot-script.js";

/** Options for sharing a rate limit through Redis. */
export interface RedisRateLimitOptions {
  /**
   * The behavior while Redis is unavailable: `"open"` continues with a limit for this process alone, which adapts to the server's
   * 429s; `"closed"` rejects calls with a `RateLimiterUnavailableError`. Default: `"open"`.
   */
  readonly whenUnreachable?: "open" | "closed" | undefined;
  /** Time limit for a reply of Redis, in ms. Default: 250. */
  readonly timeout?: number | undefined;
  /** Prefix of the keys. Default: `copilot:`. */
  readonly prefix?: string | undefined;
}

/**
 * Shares one rate limit among all processes that use the same API key and the same Redis.
 *
 * ```ts
 * const copilot = new Copilot({ rateLimit: { limiter: redisRateLimit(new Redis()) } });
 * ```
 *
 * Create it once and pass it to all clients of the process. The caller owns the connection and closes it.
 *
 * @param client A client of `ioredis` or `redis`.
 * @throws ConfigurationError when the client or an option is invalid.
 */
export function redisRateLimit(client: RedisClient, options: RedisRateLimitOptions = {}): RateLimiterFactory {
  const { whenUnreachable = "open", timeout = 250, prefix = "copilot:" } = options;
  if (!isRedisClient(client)) {
    throw new ConfigurationError("redisRateLimit requires a client of the package ioredis or redis");
  }
  if (whenUnreachable !== "open" && whenUnreachable !== "closed") {
    throw new ConfigurationError(
      `whenUnreachable must be "open" or "closed", not ${String(whenUnreachable)}`,
    );
  }
  if (!(Number.isFinite(timeout) && timeout > 0)) {
    throw new ConfigurationError(`timeout must be a number of milliseconds above 0, not ${timeout}`);
  }
  const run = scriptRunner(client, SLOT_SCRIPT);
  return (context) =>
    new RedisRateLimiter({ ...context, run, timeout, whenUnreachable, key: `${prefix}{${context.name}}` });
}
