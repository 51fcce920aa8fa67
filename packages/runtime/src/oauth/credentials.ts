import type { Credential } from "../auth/index.js";

/** Options of all ways to get a token. */
interface TokenOptions {
  readonly clientId: string;
  /** URL of the token endpoint. Default: that of the API's description. */
  readonly tokenUrl?: string | undefined;
  /**
   * The scopes of the tokens. Default: those that the operations need; a token with more scopes is requested when an operation needs
   * them.
   */
  readonly scopes?: readonly string[] | undefined;
  /** Additional parameters of token requests, such as `audience` or `resource`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Where the client secret is sent: in the header `authorization`, or in the body. Default: `header`. */
  readonly clientAuthentication?: "header" | "body" | undefined;
}

/**
 * An app that acts for itself. Source: RFC 6749, section 4.4.
 *
 * @example
 * const client = new Club({ oauth: { clientId, clientSecret } });
 */
export interface ClientCredentials extends TokenOptions {
  readonly clientSecret: string;
  readonly refreshToken?: undefined;
}

/**
 * An app that acts for a user who has signed in. Source: RFC 6749, section 6.
 *
 * @example
 * const client = new Club({
 *   oauth: { clientId, clientSecret, refreshToken, onTokens: ({ refreshToken }) => save(refreshToken) },
 * });
 */
export interface RefreshToken extends TokenOptions {
  /** Absent for apps that cannot keep a secret, such as those on a device. */
  readonly clientSecret?: string | undefined;
  readonly refreshToken: string;
  /** A token that is still valid. Default: one is requested. */
  readonly accessToken?: string | undefined;
  /**
   * Called with new tokens before they are used, to store them: many servers replace the refresh token each time. If it fails, the calls that
   * needed the token fail with a `TokenError`.
   */
  readonly onTokens?: ((tokens: Tokens) => void | Promise<void>) | undefined;
}

/** Tokens that the server issued. */
export interface Tokens {
  readonly accessToken: string;
  /** The refresh token for the next time. */
  readonly refreshToken: string;
  /** Validity of the access token in seconds, if the server states it. */
  readonly expiresIn: number | undefined;
}

/** A credential of OAuth 2: a token, a function that returns one, or how to get tokens. */
export type OAuthCredential = Credential | ClientCredentials | RefreshToken;
