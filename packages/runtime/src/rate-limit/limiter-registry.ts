import { checkKind } from "../errors/index.js";
import { accountName, type Clock, type Logger, registryOf } from "../platform/index.js";
import { defaultFloor } from "./default-floor.js";
import type { CallLimiter, FallbackLimiter, LimiterPast, RateLimitPolicy } from "./rate-limiter.js";
import type { RoundTripFloor } from "./round-trip-floor.js";
import { SlotRateLimiter } from "./slot-rate-limiter.js";

/** Which clients share a limiter, and how the first of them creates it. */
export interface SharedLimiterOptions {
  readonly baseURL: string;
  readonly apiKey: string | undefined;
  readonly policy: RateLimitPolicy;
  readonly clock: Clock;
  /** Whether other processes, with which nothing is shared, use the limit as well. */
  readonly sharedKey?: boolean | undefined;
  readonly logger: Logger;
  /** Creates the limiter used instead of the process's own. */
  readonly limiter?: RateLimiterFactory | undefined;
}

/**
 * Creates a limiter that several processes share, such as `redisRateLimit` of `@copilot-sdk/redis`. A limiter of your own extends
 * `BaseRateLimiter` of `@copilot-sdk/runtime/limiter-kit`. The function is called once per base URL and key, however many clients are
 * given it.
 */
export type RateLimiterFactory = (context: RateLimiterContext) => CallLimiter;

/** The settings from which a limiter is created. */
export interface RateLimiterContext {
  /** Identifies the base URL and the key without revealing them. Clients that share a limit have the same name. */
  readonly name: string;
  readonly policy: RateLimitPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Learns the shortest round trip. */
  readonly floor: RoundTripFloor;
  /**
   * Creates a limiter for this process alone, used while nothing can be shared. It adapts to other processes by the server's 429s.
   *
   * @param past State of the limit so far. Default: none; the limiter then starts with a quarter of the limit.
   */
  fallback(past?: LimiterPast): FallbackLimiter;
}

/**
 * The limiter that all clients of one base URL and key share in the whole process, even across two copies of this package. If their
 * policies differ, the stricter one applies. The registry keeps one small entry per base URL and key, permanently.
 *
 * @throws ConfigurationError when the function of the options returns something other than a limiter.
 */
export function sharedRateLimiter(options: SharedLimiterOptions): CallLimiter {
  const { policy, clock, sharedKey = false, logger, limiter: factory } = options;
  const limiters = registryOf<CallLimiter>("rate limiters 3", factory ?? clock);
  const name = accountName(options);
  const shared = limiters.get(name);
  if (shared !== undefined) {
    shared.restrict(policy);
    return shared;
  }
  const floor = defaultFloor(clock);
  const own = (isShared: boolean, past?: LimiterPast): SlotRateLimiter =>
    new SlotRateLimiter({ policy, clock, isShared, floor, past });
  const fallback = (past?: LimiterPast): FallbackLimiter => own(past === undefined, past);
  const limiter = factory ? factory({ name, policy, clock, logger, floor, fallback }) : own(sharedKey);
  const { enqueue } = Object(limiter) as Partial<CallLimiter>;
  checkKind("what rateLimit.limiter returns", true, typeof enqueue === "function", "a BaseRateLimiter");
  limiters.set(name, limiter);
  return limiter;
}
