/** How the key of a request travels. The key of `basic` is `user:password`, or a user name that has no password. */
export type Authentication =
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly kind: "bearer" }
  | { readonly kind: "basic" };

/** How a key travels, for every request that proves who it is from. */
export interface Credentials {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** A client's key in the form in which its API wants it. */
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
