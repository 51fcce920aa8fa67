import { SdkError } from "../errors/index.js";

/** Why a request was not handled. */
export type WebhookErrorCode =
  /** The header with the signature is missing. */
  | "missing-signature"
  /** The signature has the wrong length or characters. */
  | "malformed-signature"
  /** There are several signatures, one of which could have been added by an attacker. */
  | "several-signatures"
  /** The signature matches none of the secrets: the body was modified, or signed by someone else. */
  | "wrong-signature"
  /** The event is older than `maxAge`. */
  | "too-old"
  /** The event is from the future: the clock of the sender or of this system is wrong. Checked only with `maxAge`. */
  | "in-the-future"
  /** The event's time is invalid, so `maxAge` cannot be checked. */
  | "invalid-time"
  /** The body is longer than `maxBytes`. */
  | "too-large"
  /** The body did not arrive within `bodyTimeout`. */
  | "body-timeout"
  /** The body is signed but is not the JSON of an event, or the request was cut off. */
  | "not-an-event"
  /** Other code has read or decoded the body, so the signed bytes are no longer available. */
  | "body-consumed"
  /** The request is not a POST request. */
  | "wrong-method"
  /** The event was sent again while its first delivery was still being handled. */
  | "still-running"
  /** The listener did not finish within `timeout`. */
  | "listener-timeout";

/** A request was not handled. Its message never contains the body or the signature. */
export class WebhookError extends SdkError {
  static override readonly "~kind": string = "WebhookError";
  readonly code: WebhookErrorCode;
  /** The status to respond with: 4xx if the request is at fault, 5xx if the receiver is. The sender retries after both. */
  readonly status: number;

  constructor(code: WebhookErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = STATUSES[code];
  }
}

const STATUSES: Readonly<Record<WebhookErrorCode, number>> = {
  "missing-signature": 401,
  "malformed-signature": 401,
  "several-signatures": 401,
  "wrong-signature": 401,
  "too-old": 401,
  "in-the-future": 401,
  "invalid-time": 400,
  "too-large": 413,
  "body-timeout": 408,
  "not-an-event": 400,
  "body-consumed": 500,
  "wrong-method": 405,
  "still-running": 503,
  "listener-timeout": 500,
};
