import { ConfigurationError, type RateLimiterFactory } from "@copilot-sdk/runtime";
import { isRedisClient, type RedisClient, scriptRunner } from "./redis-client.js";
import { RedisRateLimiter } from "./redis-rate-limiter.js";
import { SLOT_SCRIPT } from "./slot-script.js";

/** How a rate limit is shared by Redis. */
export interface RedisRateLimitOptions {
  /**
   * What happens while Redis cannot be reached: `"open"` goes on with a limit of the process alone, which adapts to
   * what the server refuses; `"closed"` rejects calls with a `RateLimiterUnavailableError`. Default: `"open"`.
   */
  readonly whenUnreachable?: "open" | "closed" | undefined;
  /** Milliseconds that Redis may take to answer. Default: 250. */
  readonly timeout?: number | undefined;
  /** What the names of keys begin with. Default: `copilot:`. */
  readonly prefix?: string | undefined;
}

/**
 * Lets all processes that use the same API key and the same Redis hold one rate limit together.
 *
 * ```ts
 * const copilot = new Copilot({ rateLimit: { limiter: redisRateLimit(new Redis()) } });
 * ```
 *
 * Make it once and give it to all clients of the process. The connection remains the caller's, to be closed by the caller.
 *
 * @param client A client of `ioredis` or `redis`.
 * @throws ConfigurationError when the client or an option is not what it should be.
 */
export function redisRateLimit(client: RedisClient, options: RedisRateLimitOptions = {}): RateLimiterFactory {
  const { whenUnreachable = "open", timeout = 250, prefix = "copilot:" } = options;
  if (!isRedisClient(client)) {
    throw new ConfigurationError("redisRateLimit wants a client of the package ioredis or redis");
  }
  if (whenUnreachable !== "open" && whenUnreachable !== "closed") {
    throw new ConfigurationError(`whenUnreachable is "open" or "closed", not ${String(whenUnreachable)}`);
  }
  if (!(Number.isFinite(timeout) && timeout > 0)) {
    throw new ConfigurationError(`timeout is a number of milliseconds above 0, not ${timeout}`);
  }
  const run = scriptRunner(client, SLOT_SCRIPT);
  return (context) =>
    new RedisRateLimiter({ ...context, run, timeout, whenUnreachable, key: `${prefix}{${context.name}}` });
}
