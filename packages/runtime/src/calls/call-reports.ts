import { type APIError, QuotaExceededError, RateLimitError } from "../errors/index.js";
import type { CallSettings } from "./call-settings.js";
import { pauseAfter } from "./retry.js";

/** Reports how long a request waited for the rate limit. Timers have a resolution of one ms, so less is not a wait. */
export function reportWait(
  { onEvent, clock, limiter }: CallSettings,
  operation: string,
  since: number,
): void {
  if (onEvent === undefined || limiter === undefined) return;
  const waited = clock.now() - since;
  if (waited >= 1) onEvent({ kind: "queued", operation, waited });
}

/**
 * Reports a request that was rejected by the server or by the monthly quota. Returns how long all clients pause, in ms;
 * undefined if waiting would not help.
 *
 * @param settle Passes the pause to the rate limit. Called before observers, because they may abort the call.
 */
export function reportRefusal(
  settings: CallSettings,
  operation: string,
  error: APIError,
  settle: (pause?: number) => void,
): number | undefined {
  const { recoverySeconds, clock, quota, onEvent } = settings;
  const pause = error instanceof RateLimitError ? pauseAfter(error, recoverySeconds, clock) : undefined;
  settle(pause);
  if (pause !== undefined) {
    onEvent?.({ kind: "refused", operation, cause: "rate", pause });
  } else if (error instanceof QuotaExceededError) {
    if (error.status !== undefined) quota?.refused(error);
    onEvent?.({ kind: "refused", operation, cause: "quota", pause: 0 });
  }
  return pause;
}

/**
 * Reports that a call is sent again.
 *
 * @param wait Delay before the next attempt, in ms.
 * @param attempt Number of the next attempt.
 */
export function reportRetry(
  { logger, onEvent }: CallSettings,
  operation: string,
  error: APIError,
  wait: number,
  attempt: number,
): void {
  logger.warn(`${operation}: ${error.message}; retrying in ${Math.ceil(wait)} ms`);
  onEvent?.({ kind: "retry", operation, attempt, wait, status: error.status ?? "connection" });
}
