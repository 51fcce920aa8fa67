import type { Fetch } from "../calls/index.js";
import type { Clock } from "../platform/index.js";
import type { TokenRequest } from "./credential.js";

/** Gets tokens for a credential that is an object: `oauth2` of `@copilot-sdk/runtime/oauth`. */
export interface TokenProvider {
  /** @throws ConfigurationError when the credential is invalid. */
  readonly "~open": (credential: object, context: TokenContext) => TokenSource;
}

/** The client that tokens are for. */
export interface TokenContext {
  /** Name of the API, for errors. */
  readonly api: string;
  /** Name of the client option, for errors. */
  readonly option: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Clients with the same owner share tokens: the `fetch` that a client was given, otherwise its clock. */
  readonly owner: object;
}

/** A credential that requests tokens, keeps them, and renews them before they expire. */
export interface TokenSource {
  /**
   * A valid token with the scopes.
   *
   * @param url The URL of the request that needs it. An endpoint that is relative is on the same server.
   */
  token(request: TokenRequest, url: string): Promise<string>;
  /** Forgets a token that the server refused. Returns whether another attempt makes sense. */
  refused(token: string): boolean;
  /** Values that logs and errors hide. */
  readonly secrets: readonly string[];
  /** Identifies the credential; clients with the same one share a rate limit. */
  readonly identity: string;
}
