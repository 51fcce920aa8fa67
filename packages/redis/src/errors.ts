import { APIError } from "@copilot-sdk/runtime";

/** Redis is unavailable, and `whenUnreachable` is `"closed"`. Nothing was sent; `cause` is the error of Redis. */
export class RateLimiterUnavailableError extends APIError {
  static override readonly "~kind": string = "RateLimiterUnavailableError";
}
