import {
  type Auth,
  checkCredential,
  type HeaderValues,
  type UnauthenticatedRequest,
} from "../calls/index.js";
import { chooseCredentials, type NeededCredential } from "./choose-credentials.js";
import type { CredentialScheme, TokenRequest } from "./credential.js";
import type { GivenCredentials } from "./credential-values.js";
import type { CredentialOwner, SecurityDescription } from "./security-description.js";

/** The credentials of a client, and where they come from. */
export interface CredentialSources {
  readonly api: CredentialOwner;
  readonly description: SecurityDescription;
  readonly given: GivenCredentials;
  /** Values that logs and errors hide. New tokens are added. */
  readonly values: string[];
  readonly defaultHeaders: HeaderValues | undefined;
}

/** Creates the function that adds the credentials of a client to its requests. */
export function applyCredentials(sources: CredentialSources): Auth["apply"] {
  const { values, defaultHeaders } = sources;
  const most = values.length + KEPT_TOKENS;
  return async ({ controller: { signal } }, request, operation, options) => {
    const needed = chooseCredentials(sources, operation);
    if (needed.length === 0) return request;
    const asked = { operation: operation.id, signal };
    const secrets = await Promise.all(needed.map((each) => secretOf(each, asked, request.url)));
    values.push(...secrets.filter((secret) => !values.includes(secret)));
    if (values.length > most) values.splice(most - KEPT_TOKENS, values.length - most);
    const own = { ...defaultHeaders, ...options.headers };
    const refused = (): boolean =>
      needed.map((each, index) => isRenewable(each, secrets[index])).includes(true);
    return { ...request, ...withCredentials(request, needed, secrets, own), refused };
  };
}

/** The number of tokens that are still hidden after they were replaced, because a late response may repeat them. */
const KEPT_TOKENS = 20;

/** Whether a credential that the server refused can be replaced. */
function isRenewable({ given: { value } }: NeededCredential, secret = ""): boolean {
  return typeof value === "object" && value.refused(secret);
}

async function secretOf(
  { scopes, given: { value, source } }: NeededCredential,
  asked: Omit<TokenRequest, "scopes">,
  url: string,
): Promise<string> {
  if (typeof value === "string") return value;
  if (typeof value === "object") return value.token({ ...asked, scopes }, url);
  const secret: unknown = await value({ ...asked, scopes });
  const result = `the result of ${source}`;
  checkCredential(result, result, secret);
  return secret;
}

/** Adds the secrets. Headers and query parameters of the caller take precedence; a header that is null is not sent. */
function withCredentials(
  request: UnauthenticatedRequest,
  needed: readonly NeededCredential[],
  secrets: readonly string[],
  callerHeaders: HeaderValues,
): UnauthenticatedRequest {
  const headers = new Headers(request.headers);
  const own = Object.entries(callerHeaders)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name.toLowerCase());
  const isSet = (name: string): boolean => headers.has(name) || own.includes(name.toLowerCase());
  let { url } = request;
  for (const [index, { given }] of needed.entries()) {
    const { scheme } = given;
    const secret = secrets[index] ?? "";
    if (scheme.kind !== "apiKey") {
      if (!isSet("authorization")) headers.set("authorization", authorizationOf(scheme, secret));
    } else if (scheme.in === "header") {
      if (!isSet(scheme.name)) headers.set(scheme.name, secret);
    } else if (scheme.in === "query") {
      url = withParameter(url, scheme.name, secret);
    } else if (!own.includes("cookie")) {
      const others = headers.get("cookie");
      headers.set("cookie", `${others === null ? "" : `${others}; `}${scheme.name}=${secret}`);
    }
  }
  return { url, headers };
}

function authorizationOf(
  scheme: Exclude<CredentialScheme, { readonly kind: "apiKey" }>,
  secret: string,
): string {
  if (scheme.kind === "bearer") return `${scheme.scheme ?? "Bearer"} ${secret}`;
  const bytes = new TextEncoder().encode(secret);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}

/** Adds a query parameter, unless the URL has it. */
function withParameter(url: string, name: string, value: string): string {
  const query = /\?([^#]*)/.exec(url)?.[1];
  if (query !== undefined && new URLSearchParams(query).has(name)) return url;
  return `${url}${query === undefined ? "?" : "&"}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}
