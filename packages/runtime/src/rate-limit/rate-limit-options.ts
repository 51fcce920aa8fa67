import { checkKind, checkOption } from "../errors/index.js";
import type { RateLimiterFactory } from "./limiter-registry.js";
import type { RateLimitPolicy } from "./rate-limiter.js";

/** Changes to the API's rate limit. */
export interface RateLimitOptions extends Partial<RateLimitPolicy> {
  /**
   * Whether other processes, with which nothing is shared, use the same key. If true, a client probes for its share from its first
   * request: it starts with one request in a window and adds more every tenth of a window, until it has the whole limit or the
   * server responds with 429. Otherwise it starts probing after the first 429. Default: false.
   */
  readonly sharedKey?: boolean | undefined;
  /** Creates a limiter that several processes share. Default: the process's own limiter. */
  readonly limiter?: RateLimiterFactory | undefined;
  /** Maximum number of queued requests. Further requests fail with a `QueueFullError`. Default: no limit. */
  readonly maxQueue?: number | undefined;
}

/** The API's policy with the changes of the options; undefined if neither defines a number of requests. */
export function policyOf(
  policy: RateLimitPolicy | undefined,
  changes: RateLimitOptions,
): RateLimitPolicy | undefined {
  const requests = changes.requests ?? policy?.requests;
  if (requests === undefined) return undefined;
  const perSeconds = changes.perSeconds ?? policy?.perSeconds ?? 1;
  const recoverySeconds = changes.recoverySeconds ?? policy?.recoverySeconds ?? perSeconds;
  const { maxQueue = 0, limiter } = changes;
  checkOption("rateLimit.requests", requests, Number.isInteger(requests) && requests > 0);
  checkOption("rateLimit.perSeconds", perSeconds, perSeconds > 0 && perSeconds < Infinity);
  checkOption(
    "rateLimit.recoverySeconds",
    recoverySeconds,
    recoverySeconds >= 0 && recoverySeconds < Infinity,
  );
  checkOption("rateLimit.maxQueue", maxQueue, typeof maxQueue === "number" && maxQueue >= 0);
  const valid = "a function, such as that of redisRateLimit";
  checkKind("rateLimit.limiter", limiter, typeof limiter === "function", valid);
  return { requests, perSeconds, recoverySeconds };
}
