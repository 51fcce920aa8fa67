// What the servers of the webhook tests and their sender have agreed on.

/** The secret that events are signed with. */
export const secret = "whsec-test";

/** Paths of a server. */
export const EVERY_EVENT = "/webhooks";
export const RECENT_EVENT = "/webhooks/recent";
/** A `GET` of this path gives what was received since the last one. */
export const RECEIVED = "/received";

/** What a server received. */
export interface Received {
  /** Events that a listener or the fallback was called with. */
  readonly heard: readonly object[];
  /** Codes of the errors that were told, in the order they came. */
  readonly refused: readonly string[];
}
