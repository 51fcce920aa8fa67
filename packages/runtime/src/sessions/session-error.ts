import { SdkError } from "../errors/index.js";

/** Why a session token cannot be used. */
export type SessionTokenErrorCode =
  /** It is missing, too long, or not hexadecimal digits of whole blocks. */
  | "malformed"
  /** It was made with another key, or changed on its way. Without a signature the two cannot be told apart. */
  | "unreadable"
  /** It was decrypted, and is not the payload of a session: it has no workspace, a value that is not a string, or an end that is not a time. */
  | "invalid"
  /** It says itself that its time is over. */
  | "expired"
  /** It wants requests to go to an address that is not on the list. */
  | "untrusted-base-url";

/**
 * A session token cannot be used. Neither the token nor the key nor anything of the payload is in its message. Answer with 401
 * whichever `code` it has: what failed is for your log, not for whoever sent the token.
 */
export class SessionTokenError extends SdkError {
  static override readonly "~kind": string = "SessionTokenError";
  readonly code: SessionTokenErrorCode;

  constructor(code: SessionTokenErrorCode) {
    super(MESSAGES[code]);
    this.code = code;
  }
}

const MESSAGES: Readonly<Record<SessionTokenErrorCode, string>> = {
  malformed: "this is no session token",
  unreadable: "the session token was made with another key, or changed",
  invalid: "the session token does not hold a session",
  expired: "the session token has expired",
  "untrusted-base-url": "the session token names an address that is not one of allowedBaseURLs",
};
