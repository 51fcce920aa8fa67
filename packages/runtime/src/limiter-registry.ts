import type { Clock } from "./clock.js";
import type { Logger } from "./logger.js";
import { fingerprint, registryOf } from "./process-registry.js";
import { type RateLimiter, type RateLimitPolicy, SlotRateLimiter } from "./rate-limiter.js";
import { LearnedFloor, type RoundTripFloor } from "./round-trip-floor.js";

/** Who shares a limiter, and how it is made for the first of them. */
export interface SharedLimiterOptions {
  readonly baseURL: string;
  readonly apiKey: string | undefined;
  readonly policy: RateLimitPolicy;
  readonly clock: Clock;
  readonly isShared: boolean;
  readonly logger: Logger;
  /** Makes the limiter in place of the process's own. */
  readonly factory: RateLimiterFactory | undefined;
}

/**
 * Makes a limiter that more than this process shares, such as `redisRateLimit` of `@copilot-sdk/redis`. It is called once
 * for each address and key, however many clients are given the same function.
 */
export type RateLimiterFactory = (context: RateLimiterContext) => RateLimiter;

/** What a limiter is made of. */
export interface RateLimiterContext {
  /** Names the address and the key without telling them: those who share a limit have the same name. */
  readonly name: string;
  readonly policy: RateLimitPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Learns the shortest round trip. */
  readonly floor: RoundTripFloor;
  /** Makes a limiter of this process that adapts to others unseen, for when nothing can be shared. */
  fallback(): RateLimiter;
}

/**
 * The limiter that all clients of one address and key share, in the whole process: even two copies of this package find
 * the same one. With different policies the stricter holds. There is one small entry per address and key, for good.
 */
export function sharedRateLimiter({
  baseURL,
  apiKey,
  policy,
  clock,
  isShared,
  logger,
  factory,
}: SharedLimiterOptions): RateLimiter {
  const limiters =
    factory === undefined ? registryOf<RateLimiter>("rate limiters 2", clock) : limitersMadeBy(factory);
  const name = fingerprint(`${baseURL}\n${apiKey ?? ""}`);
  const shared = limiters.get(name);
  if (shared !== undefined) {
    shared.restrict(policy);
    return shared;
  }
  const floor = new LearnedFloor();
  const own = (isShared: boolean): RateLimiter => new SlotRateLimiter({ policy, clock, isShared, floor });
  const limiter = factory
    ? factory({ name, policy, clock, logger, floor, fallback: () => own(true) })
    : own(isShared);
  limiters.set(name, limiter);
  return limiter;
}

type Limiters = Map<string, RateLimiter>;

const limitersByFactory = new WeakMap<RateLimiterFactory, Limiters>();

function limitersMadeBy(factory: RateLimiterFactory): Limiters {
  const limiters = limitersByFactory.get(factory) ?? new Map<string, RateLimiter>();
  limitersByFactory.set(factory, limiters);
  return limiters;
}
