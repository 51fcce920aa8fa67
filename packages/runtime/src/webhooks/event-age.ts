import { momentOf } from "../platform/index.js";
import { WebhookError } from "./webhook-error.js";

/** Seconds by which the sender's clock may be ahead of this machine's. */
const TOLERANCE = 60;

/**
 * Checks when an event was made: a date, or a number of seconds or milliseconds since 1970.
 *
 * @param made The event's own time; undefined and null are not checked, since not every event has one.
 * @param maxAge Seconds.
 * @param now Milliseconds since 1970.
 * @throws WebhookError when the event is too old or from the future, or its time is not a time.
 */
export function checkAge(made: unknown, maxAge: number, now: number): void {
  if (made === undefined || made === null) return;
  const age = (now - momentOf(made)) / 1000;
  if (Number.isNaN(age)) {
    throw new WebhookError("invalid-time", "the event's time is neither an ISO 8601 date nor a number");
  }
  if (age > maxAge) throw new WebhookError("too-old", `the event was made more than ${maxAge} seconds ago`);
  if (age < -TOLERANCE) {
    throw new WebhookError(
      "in-the-future",
      `the event was made more than ${TOLERANCE} seconds in the future, by this machine's clock`,
    );
  }
}
