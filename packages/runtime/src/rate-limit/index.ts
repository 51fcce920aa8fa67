export { BaseRateLimiter } from "./base-rate-limiter.js";
export { type RateLimiterContext, type RateLimiterFactory, sharedRateLimiter } from "./limiter-registry.js";
export { policyOf, type RateLimitOptions } from "./rate-limit-options.js";
export type {
  AcquireOptions,
  CallLimiter,
  FallbackLimiter,
  LimiterPast,
  PermitWaiter,
  RateLimiter,
  RateLimitPermit,
  RateLimitPolicy,
  RateLimitState,
  ShareOfLimit,
} from "./rate-limiter.js";
export { LearnedFloor, type RoundTrip, type RoundTripFloor } from "./round-trip-floor.js";
export { SlotRateLimiter, type SlotRateLimiterOptions } from "./slot-rate-limiter.js";
export { type Waiter, WaitingQueue } from "./waiting-queue.js";
