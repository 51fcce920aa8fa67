/** Why a request is no event of the API. */
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
  /** The body is longer than `maxBytes`. */
  | "too-large"
  /** The body is not the JSON of an event, although it is signed. */
  | "not-an-event"
  /** Something else read the body before, so that what was signed is gone. */
  | "body-consumed"
  /** The request is no POST. */
  | "wrong-method";

/** A request that is no event of the API, or of which that cannot be told. Its message never has the body or the signature in it. */
export class WebhookError extends Error {
  override readonly name = "WebhookError";
  readonly code: WebhookErrorCode;
  /** The status to answer with. The sender tries again after each but 200, so it says who is at fault. */
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
  "too-large": 413,
  "not-an-event": 400,
  "body-consumed": 500,
  "wrong-method": 405,
};
