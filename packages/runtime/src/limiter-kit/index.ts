export { Alarm } from "../platform/index.js";
export { BaseRateLimiter, type FallbackLimiter, type LimiterPast } from "../rate-limit/index.js";
