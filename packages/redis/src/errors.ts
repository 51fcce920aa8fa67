import { APIError } from "@copilot-sdk/runtime";

/**
 * Redis cannot be asked for a turn, and `whenUnreachable` is `"closed"`. Nothing was sent; `cause` says what is wrong
 * with Redis.
 */
export class RateLimiterUnavailableError extends APIError {
  static override readonly "~kind": string = "RateLimiterUnavailableError";
}
