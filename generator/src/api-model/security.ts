import type { Place } from "./type-model.ts";

/** The authentication of an API. */
export interface SecurityModel {
  /** Every scheme of the document, sorted by name. */
  readonly schemes: readonly SecurityScheme[];
  /** The requirement of operations that declare none. */
  readonly requirement: SecurityRequirement;
  /** The name of the scheme whose credential is the client option `apiKey`. */
  readonly apiKey?: string;
  /** The environment variables of options that are not named after the option: `{ username: "SHOP_CLIENT_ID" }`. Absent: none. */
  readonly variables?: { readonly [option: string]: string };
}

/** A way to authenticate. */
export interface SecurityScheme {
  /** Its name in the document. */
  readonly name: string;
  readonly auth: Auth;
  readonly description?: string;
  /**
   * The client options with its credential: one, or two for a user name and a password. Empty if no operation needs the scheme, or
   * if the SDK cannot send its credential.
   */
  readonly options: readonly string[];
  readonly place: Place;
}

/** The kind of a scheme, with everything that the document says about it. */
export type Auth =
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly kind: "bearer"; readonly format?: string }
  | { readonly kind: "basic" }
  /** Another scheme of the `Authorization` header, such as `digest`, in lower case. */
  | { readonly kind: "http"; readonly scheme: string }
  | { readonly kind: "oauth2"; readonly flows: readonly OAuthFlow[]; readonly metadata?: string }
  | { readonly kind: "openIdConnect"; readonly url: string }
  | { readonly kind: "mutualTLS" };

/** A way to get an OAuth 2 token. */
export interface OAuthFlow {
  /** `authorizationCode`, `clientCredentials`, `deviceAuthorization`, `implicit` or `password`. */
  readonly kind: string;
  /** Its URLs by their names in the document: `authorizationUrl`, `tokenUrl`, `refreshUrl`. Sorted by name. */
  readonly urls: { readonly [name: string]: string };
  /** The scopes and their descriptions. Sorted by name. */
  readonly scopes: { readonly [name: string]: string };
}

/** Alternatives in the order of the document, of which one is enough. Empty: no authentication. */
export type SecurityRequirement = readonly SecurityAlternative[];

/** Schemes that are needed together, sorted by name. Empty: the request may be sent without credentials. */
export type SecurityAlternative = readonly NeededScheme[];

export interface NeededScheme {
  readonly scheme: string;
  /** The scopes that a token must have, sorted. */
  readonly scopes: readonly string[];
}
