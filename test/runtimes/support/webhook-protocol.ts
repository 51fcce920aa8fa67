// What the servers of the webhook tests and their sender have agreed on.

/** The secret that events are signed with. */
export const secret = "whsec-test";

/** Takes every event, as often as it comes. */
export const EVERY_EVENT = "/webhooks";
/** Takes an event of the last five minutes, once. */
export const RECENT_EVENT = "/webhooks/recent";
/** Takes an event once; its listener is slow, and fails the first time. */
export const SLOW_EVENT = "/webhooks/slow";
/** Waits for a body for `BODY_TIMEOUT` milliseconds. */
export const HASTY = "/webhooks/hasty";
export const BODY_TIMEOUT = 300;
/** Has no secret. */
export const UNCONFIGURED = "/webhooks/unconfigured";
/** Takes every event after somebody has called `setEncoding("utf8")`; only where requests are those of Node. */
export const AS_TEXT = "/webhooks/text";
/** A `GET` of this path gives what was received since the last one. */
export const RECEIVED = "/received";

/** What a server received. */
export interface Received {
  /** Events that a listener or the fallback was called with. */
  readonly heard: readonly object[];
  /** Codes of the errors that were reported, or their names and messages, in the order they came. */
  readonly refused: readonly string[];
}
