import { checkOption } from "../errors/index.js";
import type { Clock } from "../platform/index.js";
import type { WebhookBody } from "./raw-body.js";
import { checkSecret } from "./secrets.js";
import type { WebhookHeaders } from "./webhook-request.js";

/** Options for verifying a request. */
export interface VerifyOptions {
  /**
   * The signing secret, or several during rotation. Default: the environment variable `<prefix>_WEBHOOK_SECRET`, with commas
   * between several secrets.
   */
  readonly secret?: string | readonly string[] | undefined;
  /** The header with the signature. Default: the API's own. */
  readonly header?: string | undefined;
  /**
   * Maximum age of an event by its own time, in seconds, above 0. It prevents a recorded request from being replayed later. Events
   * more than a minute in the future, or with an invalid time, are rejected as well; events without a time are accepted. The
   * sender's own retries have the time of the first delivery. Default: no limit.
   */
  readonly maxAge?: number | undefined;
  /** Maximum size of a body, in bytes, above 0. Default: 1,048,576. */
  readonly maxBytes?: number | undefined;
  /** Clock, for tests. Default: the system clock. */
  readonly clock?: Clock | undefined;
}

/** An event and the name of its delivery. */
export interface Delivery<Event> {
  readonly event: Event;
  /** The same for repetitions of the delivery. */
  readonly name: string;
}

/** Verifies a request and reads its event. */
export type ReceiveEvent<Event> = (body: WebhookBody, headers: WebhookHeaders) => Promise<Delivery<Event>>;

/** @throws ConfigurationError when an option has an invalid value. A secret may be missing until it is needed. */
export function checkVerifyOptions({ secret, maxAge = 1, maxBytes = 1 }: VerifyOptions): void {
  checkSecret(secret);
  checkOption("maxAge", maxAge, typeof maxAge === "number" && maxAge > 0 && maxAge < Infinity);
  checkOption("maxBytes", maxBytes, typeof maxBytes === "number" && maxBytes > 0);
}
