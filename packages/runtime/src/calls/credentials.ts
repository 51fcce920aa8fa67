/** How the API key is sent. The key of `basic` is `user:password`, or a user name without a password. */
export type Authentication =
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly kind: "bearer" }
  | { readonly kind: "basic" };

/** How credentials are added to authenticated requests. */
export interface Credentials {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** A client's key in the form that its API expects. */
export function credentialsOf(authentication: Authentication | undefined, key: string): Credentials {
  switch (authentication?.kind) {
    case "bearer":
      return { headers: { authorization: `Bearer ${key}` } };
    case "basic":
      return { headers: { authorization: `Basic ${btoa(key.includes(":") ? key : `${key}:`)}` } };
    case "apiKey": {
      const { name } = authentication;
      if (authentication.in === "query") return { query: { [name]: key } };
      return { headers: authentication.in === "header" ? { [name]: key } : { cookie: `${name}=${key}` } };
    }
    default:
      return {};
  }
}
