// The protocol between the servers of the webhook tests and their sender.

/** The signing secret of the events. */
export const secret = "whsec-test";

/** Accepts every event, including duplicates. */
export const EVERY_EVENT = "/webhooks";
/** Accepts events of the last five minutes, without duplicates. */
export const RECENT_EVENT = "/webhooks/recent";
/** Accepts an event once. Its listener is slow, and fails the first time. */
export const SLOW_EVENT = "/webhooks/slow";
/** Waits for a body for `BODY_TIMEOUT` ms. */
export const HASTY = "/webhooks/hasty";
export const BODY_TIMEOUT = 300;
/** Has no secret. */
export const UNCONFIGURED = "/webhooks/unconfigured";
/** Accepts every event after a call of `setEncoding("utf8")`. Only for requests of Node. */
export const AS_TEXT = "/webhooks/text";
/** A `GET` of this path returns everything received since the last one. */
export const RECEIVED = "/received";

/** The events and errors of a server. */
export interface Received {
  /** Events that were passed to a listener or the fallback. */
  readonly heard: readonly object[];
  /** Codes of the reported errors, or their names and messages, in order. */
  readonly refused: readonly string[];
}
