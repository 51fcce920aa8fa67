import { checkOption } from "../errors/index.js";
import type { Clock } from "../platform/index.js";
import type { WebhookBody } from "./raw-body.js";
import { checkSecret } from "./secrets.js";
import type { WebhookHeaders } from "./webhook-request.js";

/** How a request is verified. */
export interface VerifyOptions {
  /**
   * The signing secret; several while one replaces another. Default: the environment variable
   * `<prefix>_WEBHOOK_SECRET`, where several are separated by commas.
   */
  readonly secret?: string | readonly string[] | undefined;
  /** The header with the signature, where it is not the API's usual one. */
  readonly header?: string | undefined;
  /**
   * The oldest event that is taken, in seconds above 0 by its own time, so that what was overheard cannot be sent again later.
   * An event that is more than a minute in the future, or whose time cannot be read, is refused, too; one without a time is
   * taken. The sender's own repetitions are as old as the first. Default: no bound.
   */
  readonly maxAge?: number | undefined;
  /** The longest body that is taken, in bytes above 0. Default: 1,048,576. */
  readonly maxBytes?: number | undefined;
  /** Time, for tests. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** An event with the name of its delivery. */
export interface Delivery<Event> {
  readonly event: Event;
  /** The same for each repetition of a delivery. */
  readonly name: string;
}

/** Verifies a request and reads its event. */
export type ReceiveEvent<Event> = (body: WebhookBody, headers: WebhookHeaders) => Promise<Delivery<Event>>;

/** @throws ConfigurationError when an option has a wrong value. A secret may be missing until it is needed. */
export function checkVerifyOptions({ secret, maxAge = 1, maxBytes = 1 }: VerifyOptions): void {
  checkSecret(secret);
  checkOption("maxAge", maxAge, typeof maxAge === "number" && maxAge > 0 && maxAge < Infinity);
  checkOption("maxBytes", maxBytes, typeof maxBytes === "number" && maxBytes > 0);
}
