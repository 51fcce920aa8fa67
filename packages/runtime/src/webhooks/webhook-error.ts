import { SdkError } from "../errors/index.js";

/** Why a request was not handled. */
export type WebhookErrorCode =
  /** The header with the signature is missing. */
  | "missing-signature"
  /** The signature has the wrong length or characters. */
  | "malformed-signature"
  /** There are several signatures, of which a forger could have added one. */
  | "several-signatures"
  /** No secret fits the signature: the body was changed, or somebody else signed it. */
  | "wrong-signature"
  /** The event is older than `maxAge`. */
  | "too-old"
  /** The event is from the future: the sender's clock or this machine's is wrong. Checked only with `maxAge`. */
  | "in-the-future"
  /** The event's time is not a time, so `maxAge` cannot be checked. */
  | "invalid-time"
  /** The body is longer than `maxBytes`. */
  | "too-large"
  /** The body did not arrive within `bodyTimeout`. */
  | "body-timeout"
  /** The body is not the JSON of an event, although it is signed; or the request broke off. */
  | "not-an-event"
  /** Something else read or decoded the body before, so that the bytes which were signed are gone. */
  | "body-consumed"
  /** The request is no POST. */
  | "wrong-method"
  /** The event was sent again while its first delivery is still being handled. */
  | "still-running"
  /** The listener was not done within `timeout`. */
  | "listener-timeout";

/** A request was not handled. Its message never contains the body or the signature. */
export class WebhookError extends SdkError {
  static override readonly "~kind": string = "WebhookError";
  readonly code: WebhookErrorCode;
  /** The status to answer with: 4xx where the request is at fault, 5xx where the receiver is. The sender tries again after both. */
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
