export { Alarm } from "../platform/index.js";
export {
  BaseRateLimiter,
  type FallbackLimiter,
  type LimiterPast,
  type ShareOfLimit,
} from "../rate-limit/index.js";
export { StartingShare, type StartingShareOptions } from "./starting-share.js";
