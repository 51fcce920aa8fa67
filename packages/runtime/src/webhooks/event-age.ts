import { momentOf } from "../platform/index.js";
import { WebhookError } from "./webhook-error.js";

/** How far the sender's clock may be ahead of the system clock, in seconds. */
const TOLERANCE = 60;

/**
 * Checks the time when an event was created: a date, or a number of seconds or milliseconds since 1970.
 *
 * @param made The time in the event. undefined and null are not checked, because not every event has a time.
 * @param maxAge Maximum age in seconds.
 * @param now Current time in ms since 1970.
 * @throws WebhookError when the event is too old or from the future, or its time is invalid.
 */
export function checkAge(made: unknown, maxAge: number, now: number): void {
  if (made === undefined || made === null) return;
  const age = (now - momentOf(made)) / 1000;
  if (Number.isNaN(age)) {
    throw new WebhookError("invalid-time", "the event's time is neither an ISO 8601 date nor a number");
  }
  if (age > maxAge)
    throw new WebhookError("too-old", `the event was created more than ${maxAge} seconds ago`);
  if (age < -TOLERANCE) {
    throw new WebhookError(
      "in-the-future",
      `the event was created more than ${TOLERANCE} seconds in the future, according to the system clock`,
    );
  }
}
