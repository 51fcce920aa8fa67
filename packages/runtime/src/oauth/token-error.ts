import { APIError } from "../errors/index.js";

/**
 * No token could be obtained, so the call was not sent. `status` is that of the token endpoint, undefined if it did not respond; `code` is the
 * error code of OAuth 2, such as `invalid_client`. Source: RFC 6749, section 5.2.
 */
export class TokenError extends APIError {
  static override readonly "~kind": string = "TokenError";
}
