import { type APIError, QuotaExceededError, RateLimitError } from "../errors/index.js";
import type { CallSettings } from "./call-settings.js";
import { pauseAfter } from "./retry.js";

/** Tells how long a request waited for the rate limit. Timers count in milliseconds; what is less was no wait. */
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
 * Tells of a request that was refused, by the server or by the count of the month. Gives the milliseconds for which nobody
 * sends anything; undefined where that would not help.
 */
export function reportRefusal(
  settings: CallSettings,
  operation: string,
  error: APIError,
): number | undefined {
  const { recoverySeconds, clock, quota, onEvent } = settings;
  if (error instanceof RateLimitError) {
    const pause = pauseAfter(error, recoverySeconds, clock);
    onEvent?.({ kind: "refused", operation, cause: "rate", pause });
    return pause;
  }
  if (error instanceof QuotaExceededError) {
    if (error.status !== undefined) quota?.refused(error);
    onEvent?.({ kind: "refused", operation, cause: "quota", pause: 0 });
  }
  return undefined;
}
