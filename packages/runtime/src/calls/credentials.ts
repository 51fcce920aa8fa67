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
export function credentialsOf(authentication: Authentication, key: string): Credentials {
  if (authentication.kind !== "apiKey") {
    const pair = key.includes(":") ? key : `${key}:`;
    const authorization = authentication.kind === "basic" ? `Basic ${btoa(pair)}` : `Bearer ${key}`;
    return { headers: { authorization } };
  }
  const { in: place, name } = authentication;
  if (place === "query") return { query: { [name]: key } };
  return { headers: place === "header" ? { [name]: key } : { cookie: `${name}=${key}` } };
}
