/** The purpose of a token. */
export interface TokenRequest {
  /** ID of the operation. */
  readonly operation: string;
  /** The scopes that the operation needs. */
  readonly scopes: readonly string[];
  /** Aborted when the attempt is abandoned. */
  readonly signal: AbortSignal;
}

/**
 * A key or token, or a function that returns it. The function is called for each attempt, within its timeout, so that a token can be
 * renewed; an error of the function is the error of the call. Clients with the same function share a rate limit.
 *
 * @example
 * const client = new Club({ token: async ({ signal }) => (await session.current({ signal })).accessToken });
 */
export type Credential = string | ((request: TokenRequest) => string | Promise<string>);

/** A security scheme: how its credential is sent, and the names of its client options. */
export type CredentialScheme =
  | {
      readonly kind: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
      readonly option: string;
    }
  /** The credential follows the name of the scheme in the header `authorization`. Default: `Bearer`. */
  | { readonly kind: "bearer"; readonly scheme?: string; readonly option: string }
  | { readonly kind: "basic"; readonly username: string; readonly password: string };
