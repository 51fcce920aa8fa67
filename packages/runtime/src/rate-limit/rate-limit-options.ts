import { checkOption } from "../errors/index.js";
import type { RateLimiterFactory } from "./limiter-registry.js";
import type { RateLimitPolicy } from "./rate-limiter.js";

/** What to change of the API's rate limit. */
export interface RateLimitOptions extends Partial<RateLimitPolicy> {
  /**
   * Whether other processes use the same key, with which nothing is shared. Then a client probes for its share from the first
   * request on: it starts with one request in a window and adds more every tenth of a window, until it has the whole limit or the
   * server refuses a request. Without the option it does so after the first refusal. Default: false.
   */
  readonly sharedKey?: boolean | undefined;
  /** Makes the limiter in place of the process's own: one that several processes share. Default: the process's own. */
  readonly limiter?: RateLimiterFactory | undefined;
  /** How many requests may wait for their turn; one more fails with a `QueueFullError`. Default: no bound. */
  readonly maxQueue?: number | undefined;
}

/** The API's policy with the option's changes; undefined when neither says a number of requests. */
export function policyOf(
  policy: RateLimitPolicy | undefined,
  changes: RateLimitOptions,
): RateLimitPolicy | undefined {
  const requests = changes.requests ?? policy?.requests;
  if (requests === undefined) return undefined;
  const perSeconds = changes.perSeconds ?? policy?.perSeconds ?? 1;
  const recoverySeconds = changes.recoverySeconds ?? policy?.recoverySeconds ?? perSeconds;
  const { maxQueue = 0 } = changes;
  checkOption("rateLimit.requests", requests, Number.isInteger(requests) && requests > 0);
  checkOption("rateLimit.perSeconds", perSeconds, perSeconds > 0 && perSeconds < Infinity);
  checkOption(
    "rateLimit.recoverySeconds",
    recoverySeconds,
    recoverySeconds >= 0 && recoverySeconds < Infinity,
  );
  checkOption("rateLimit.maxQueue", maxQueue, maxQueue >= 0);
  return { requests, perSeconds, recoverySeconds };
}
