import { SdkError } from "../errors/index.js";

/** Why a session token cannot be used. */
export type SessionTokenErrorCode =
  /** It is missing, too long, or not a hexadecimal string of whole cipher blocks. */
  | "malformed"
  /** It was created with another key, or modified. Without a signature, these cases cannot be distinguished. */
  | "unreadable"
  /** The decrypted payload is invalid: it has no workspace, a value is not a string, or the expiry is not a time. */
  | "invalid"
  /** It has expired, according to its payload. */
  | "expired"
  /** Its base URL is not an allowed one. */
  | "untrusted-base-url";

/**
 * A session token cannot be used. The message contains no part of the token, the key or the payload. Respond with 401 for every
 * `code`: the reason is meant for your log, not for the sender of the token.
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
  malformed: "this is not a session token",
  unreadable: "the session token was created with another key, or modified",
  invalid: "the session token does not contain a session",
  expired: "the session token has expired",
  "untrusted-base-url": "the session token contains a base URL that is not in allowedBaseURLs",
};
