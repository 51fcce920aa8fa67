import { checkCredential, type Fetch, type HeaderValues } from "../calls/index.js";
import { ConfigurationError, checkKind } from "../errors/index.js";
import { type Clock, readEnvironment, systemClock } from "../platform/index.js";
import type { Credential, CredentialScheme } from "./credential.js";
import type { SecurityDescription } from "./security-description.js";
import type { TokenSource } from "./token-source.js";

/** The client options that matter for credentials. */
export interface CredentialOptions {
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  readonly defaultHeaders?: HeaderValues | undefined;
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
}

/** A credential that was found, and where. */
export interface GivenCredential {
  readonly scheme: CredentialScheme;
  /** For basic authentication, the user name and the password with a colon in between. */
  readonly value: Credential | TokenSource;
  /** `the option token`, or the name of an environment variable. */
  readonly source: string;
}

export type GivenCredentials = ReadonlyMap<string, GivenCredential>;

/**
 * The credentials that are given, by scheme. An empty option is a missing credential, and the environment is not used instead.
 *
 * @param environment Prefix of the environment variables. Absent: only options are read.
 * @throws ConfigurationError when a user name or a password is invalid.
 */
export function valuesOf(
  { schemes, apiKey, variables, tokens = {} }: SecurityDescription,
  api: string,
  options: CredentialOptions,
  environment?: string,
): GivenCredentials {
  const { clock = systemClock, fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const given = new Map<string, GivenCredential>();
  for (const [name, scheme] of Object.entries(schemes)) {
    const read = (option: string): FoundOption | undefined =>
      readOption(option, options, environment, variables);
    const first =
      read(scheme.kind === "basic" ? scheme.username : scheme.option) ??
      (name === apiKey ? read("apiKey") : undefined) ??
      (name in tokens && scheme.kind !== "basic" ? readClient(scheme.option, environment) : undefined);
    if (!first?.value) continue;
    const { value, source } = first;
    const provider = tokens[name];
    if (scheme.kind !== "basic" && provider !== undefined && typeof value === "object") {
      const owner = options.fetch ?? clock;
      const context = { api, option: scheme.option, fetch, clock, owner };
      given.set(name, { scheme, value: provider["~open"](value, context), source });
    } else if (scheme.kind !== "basic") given.set(name, { scheme, value: value as Credential, source });
    else if (first.option === scheme.username) {
      const pair = pairOf(value, read(scheme.password)?.value ?? "", scheme);
      given.set(name, { scheme, value: pair, source });
    } else {
      // A key without a colon is a user name.
      checkKind("apiKey", value, typeof value === "string", "a string");
      given.set(name, { scheme, value: `${value}`.includes(":") ? `${value}` : `${value}:`, source });
    }
  }
  return given;
}

interface FoundOption {
  readonly option: string;
  readonly value: unknown;
  readonly source: string;
}

function readOption(
  option: string,
  options: object,
  environment: string | undefined,
  variables: SecurityDescription["variables"],
): FoundOption | undefined {
  const value = (options as Readonly<Record<string, unknown>>)[option];
  if (value !== undefined) return { option, value, source: `the option ${option}` };
  if (environment === undefined) return undefined;
  const source = variableOf(environment, option, variables);
  const variable = readEnvironment(source);
  return variable === undefined ? undefined : { option, value: variable, source };
}

/** The ID and the secret of an OAuth 2 client, if both are in the environment: `CLUB_OAUTH_CLIENT_ID`, `CLUB_OAUTH_CLIENT_SECRET`. */
function readClient(option: string, environment: string | undefined): FoundOption | undefined {
  if (environment === undefined) return undefined;
  const source = variableOf(environment, option);
  const [clientId, clientSecret] = ["CLIENT_ID", "CLIENT_SECRET"].map((part) =>
    readEnvironment(`${source}_${part}`),
  );
  return clientId && clientSecret ? { option, value: { clientId, clientSecret }, source } : undefined;
}

/** The environment variable of an option: `CLUB_ACCESS_TOKEN` for `accessToken`, unless it has another name. */
export function variableOf(
  environment: string,
  option: string,
  variables: SecurityDescription["variables"] = {},
): string {
  return variables[option] ?? `${environment}_${option.replace(/([a-z\d])([A-Z])/g, "$1_$2").toUpperCase()}`;
}

/** @throws ConfigurationError when a credential cannot be sent. */
export function checkValues(given: GivenCredentials): void {
  for (const { scheme, value, source } of given.values()) {
    if (scheme.kind !== "basic" && !["function", "object"].includes(typeof value))
      checkCredential(scheme.option, source, value);
  }
}

/** Identifies credentials; undefined: there are none. */
export function identityOf(given: GivenCredentials): string | undefined {
  if (given.size === 0) return undefined;
  return [...given.values()]
    .map(({ value }) =>
      typeof value === "string" ? value : typeof value === "object" ? value.identity : functionName(value),
    )
    .join("\n");
}

const functions = new WeakMap<object, string>();

/** A name for a function, because its tokens change. */
function functionName(value: object): string {
  const name = functions.get(value) ?? crypto.randomUUID();
  functions.set(value, name);
  return name;
}

function pairOf(
  username: unknown,
  password: unknown,
  names: { readonly username: string; readonly password: string },
): string {
  if (typeof username !== "string" || username.includes(":")) {
    throw new ConfigurationError(`${names.username} must be a string without a colon`);
  }
  if (typeof password !== "string") throw new ConfigurationError(`${names.password} must be a string`);
  return `${username}:${password}`;
}
