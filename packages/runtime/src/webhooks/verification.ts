import type { WebhookBody } from "./raw-body.js";
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
   * The oldest event that is taken, in seconds by its own time, so that what was overheard cannot be sent again later; an event
   * without a time is taken. The sender's own repetitions are as old as the first. Default: no bound.
   */
  readonly maxAge?: number | undefined;
  /** The longest body that is taken, in bytes. Default: 1,048,576. */
  readonly maxBytes?: number | undefined;
}

/** An event with the name of its delivery. */
export interface Delivery<Event> {
  readonly event: Event;
  /** The same for each repetition of a delivery. */
  readonly name: string;
}

/** Verifies a request and reads its event. */
export interface EventVerifier<Event> {
  receive(body: WebhookBody, headers: WebhookHeaders, options?: VerifyOptions): Promise<Delivery<Event>>;
}
