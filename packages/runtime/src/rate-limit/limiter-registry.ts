import { type Clock, fingerprint, type Logger, registryOf } from "../platform/index.js";
import { defaultFloor } from "./default-floor.js";
import type {
  CallLimiter,
  FallbackLimiter,
  LimiterPast,
  PermitWaiter,
  RateLimiter,
  RateLimitPolicy,
} from "./rate-limiter.js";
import type { RoundTripFloor } from "./round-trip-floor.js";
import { SlotRateLimiter } from "./slot-rate-limiter.js";

/** Who shares a limiter, and how it is made for the first of them. */
export interface SharedLimiterOptions {
  readonly baseURL: string;
  readonly apiKey: string | undefined;
  readonly policy: RateLimitPolicy;
  readonly clock: Clock;
  /** Whether processes that are not known use the limit, too. */
  readonly sharedKey?: boolean | undefined;
  readonly logger: Logger;
  /** Makes the limiter in place of the process's own. */
  readonly limiter?: RateLimiterFactory | undefined;
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
  /**
   * Makes a limiter of this process alone, for as long as nothing can be shared. It adapts to other processes by what the server
   * refuses.
   *
   * @param past What is known of the limit until now. Default: nothing; then it begins with a quarter of the limit.
   */
  fallback(past?: LimiterPast): FallbackLimiter;
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
  sharedKey = false,
  logger,
  limiter: factory,
}: SharedLimiterOptions): CallLimiter {
  const limiters = registryOf<CallLimiter>("rate limiters 3", factory ?? clock);
  const name = fingerprint(`${baseURL}\n${apiKey ?? ""}`);
  const shared = limiters.get(name);
  if (shared !== undefined) {
    shared.restrict(policy);
    return shared;
  }
  const floor = defaultFloor(clock);
  const own = (isShared: boolean, past?: LimiterPast): SlotRateLimiter =>
    new SlotRateLimiter({ policy, clock, isShared, floor, past });
  const fallback = (past?: LimiterPast): FallbackLimiter => own(past === undefined, past);
  const limiter = factory
    ? callable(factory({ name, policy, clock, logger, floor, fallback }))
    : own(sharedKey);
  limiters.set(name, limiter);
  return limiter;
}

/** A limiter as calls use it; one that only gives promises is made one. */
function callable(limiter: RateLimiter & Partial<CallLimiter>): CallLimiter {
  if (limiter.enqueue !== undefined && limiter.leave !== undefined) return limiter as CallLimiter;
  const leaving = new WeakMap<PermitWaiter, AbortController>();
  return {
    acquire: (options) => limiter.acquire(options),
    pause: (milliseconds) => limiter.pause(milliseconds),
    restrict: (policy) => limiter.restrict(policy),
    state: () => limiter.state(),
    enqueue(waiter, maxQueue) {
      const controller = new AbortController();
      leaving.set(waiter, controller);
      const { priority, ticket } = waiter;
      const place = ticket < 0 ? undefined : ticket;
      limiter.acquire({ priority, ticket: place, maxQueue, signal: controller.signal }).then(
        (permit) => {
          waiter.ticket = permit.ticket;
          waiter.grant(permit);
        },
        (reason) => waiter.refuse(reason),
      );
    },
    leave: (waiter) => leaving.get(waiter)?.abort(),
  };
}
