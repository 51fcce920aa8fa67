import * as v from "valibot";
import { suffixOf } from "../variables.ts";
import { securityScheme } from "./api-settings.ts";
import type { SdkConfig } from "./sdk-config.ts";
import { type Casings, stainlessMember } from "./stainless-names.ts";
import type { Stainless } from "./stainless-schema.ts";

type Settings = NonNullable<Stainless["client_settings"]>;
type Options = NonNullable<Settings["opts"]>;
type Credentials = NonNullable<SdkConfig["credentials"]>;

/** The client settings of a Stainless configuration, converted to this generator's. */
export interface ReadClient {
  readonly config: Pick<
    SdkConfig,
    "servers" | "security" | "authentication" | "credentials" | "variables" | "environment" | "maxRetries"
  >;
  readonly unused: readonly string[];
}

/** Reads `environments`, `security`, `security_schemes` and `client_settings`. */
export function readClient(
  { environments, security, security_schemes: schemes, client_settings: settings }: Stainless,
  casings: Casings,
): ReadClient {
  const { opts, default_retries: retries, default_env_prefix: prefix } = settings ?? {};
  const options = opts ?? {};
  const environment = environmentOf(options, prefix);
  const credentials = credentialsOf(options, casings);
  const variables = variablesOf(options, environment, casings);
  const authentication = Object.entries(schemes ?? {}).flatMap(([name, written]) => schemeOf(name, written));
  const written = Object.entries(environments ?? {}).filter(([, url]) => url !== "");
  const servers = written.filter(([, url]) => BASE_URL.test(url));
  const retried = retries?.max_retries;
  return {
    config: {
      ...(servers.length > 0 && { servers: Object.fromEntries(servers) }),
      ...(security && { security }),
      ...(authentication.length > 0 && { authentication: Object.fromEntries(authentication) }),
      ...(Object.keys(credentials).length > 0 && { credentials }),
      ...(Object.keys(variables).length > 0 && { variables }),
      ...(environment !== undefined && { environment }),
      ...(Number.isInteger(retried) && retried !== undefined && retried >= 0 && { maxRetries: retried }),
    },
    unused: [
      ...written
        .filter(([, url]) => !BASE_URL.test(url))
        .map(([name]) => `\`environments.${name}\`, which is not the URL of a server,`),
      ...Object.keys(schemes ?? {})
        .filter((name) => authentication.every(([known]) => known !== name))
        .map((name) => `\`security_schemes.${name}\``),
      ...unusedSettings(settings ?? {}, environment),
    ],
  };
}

/** An absolute URL, which may begin with a variable. */
const BASE_URL = /^(?:https?:\/\/|\{)/i;

/** A scheme without the extensions of Stainless. Empty: its type is not one of ours. */
function schemeOf(
  name: string,
  written: Readonly<Record<string, unknown>>,
): readonly (readonly [string, v.InferOutput<typeof securityScheme>])[] {
  const plain = Object.entries(written).filter(([key]) => key !== "bearerFormat" && !key.startsWith("x-"));
  const { success, output } = v.safeParse(securityScheme, Object.fromEntries(plain));
  return success ? [[name, output]] : [];
}

/** The options with the credentials of each scheme: `{ BasicAuth: ["publicId", "apiSecret"] }`. */
function credentialsOf(options: Options, casings: Casings): Credentials {
  const own = Object.entries(options).flatMap(([option, { auth }]) => {
    const scheme = auth?.security_scheme;
    return scheme === undefined
      ? []
      : [{ scheme, role: auth?.role ?? "value", name: stainlessMember(option, casings) }];
  });
  const nameOf = (scheme: string, role: string) =>
    own.find((each) => each.scheme === scheme && each.role === role)?.name;
  const credentials: { [scheme: string]: Credentials[string] } = {};
  for (const scheme of new Set(own.map((each) => each.scheme))) {
    const [value, username, password] = ["value", "username", "password"].map((role) => nameOf(scheme, role));
    if (username !== undefined && password !== undefined) credentials[scheme] = [username, password];
    else if (value !== undefined) credentials[scheme] = value;
  }
  return credentials;
}

/** The variables of credentials that are not the prefix and the option. */
function variablesOf(
  options: Options,
  environment: string | undefined,
  casings: Casings,
): { readonly [option: string]: string } {
  const own = Object.entries(options).flatMap(([option, { auth, read_env: variable }]) => {
    if (auth?.security_scheme === undefined || variable === undefined) return [];
    const name = stainlessMember(option, casings);
    return variable === `${environment}_${suffixOf(name)}` ? [] : [[name, variable] as const];
  });
  return Object.fromEntries(own);
}

/** The prefix of environment variables: as it is written, or that of a variable, `ACME` for `api_key` in `ACME_API_KEY`. */
function environmentOf(options: Options, prefix: string | undefined): string | undefined {
  const prefixes = Object.entries(options).flatMap(([option, { read_env: variable = "" }]) =>
    [`_${option.toUpperCase()}`, "_API_KEY"].flatMap((suffix) =>
      variable.endsWith(suffix) ? [variable.slice(0, -suffix.length)] : [],
    ),
  );
  return [prefix, ...prefixes].find((text) => /^[A-Z][A-Z\d_]*$/.test(text ?? ""));
}

const SETTINGS = new Set(["default_env_prefix", "default_retries", "opts"]);
const RETRIES = new Set(["max_retries"]);
/** The options that clients of every API have, as their environment variables end. */
const USUAL = ["API_KEY", "BASE_URL"];
/** Uses of a Stainless option other than a credential or a server variable. */
const EFFECTS = ["default", "send_in_header", "send_as_query_param"];

/** Settings without an effect, and variables that clients do not read. */
function unusedSettings(settings: Settings, environment: string | undefined): readonly string[] {
  const others = (members: object | null | undefined, known: ReadonlySet<string>) =>
    Object.keys(members ?? {}).filter((name) => !known.has(name));
  const options = Object.entries(settings.opts ?? {}).flatMap(([option, own]) => {
    const { auth, read_env: variable, server_variable: serverVariable } = own;
    const effects = EFFECTS.filter((name) => own[name] !== undefined);
    const isVariableRead =
      variable === undefined || USUAL.some((suffix) => variable === `${environment}_${suffix}`);
    if (auth?.security_scheme !== undefined) return effects.map((name) => `${option}.${name}`);
    if (serverVariable !== undefined && variable !== undefined) return [`${option}.read_env`];
    const isKnown = serverVariable !== undefined || (USUAL.includes(option.toUpperCase()) && isVariableRead);
    return isKnown && effects.length === 0 ? [] : [option];
  });
  return [
    ...others(settings, SETTINGS).map((name) => `\`client_settings.${name}\``),
    ...others(settings.default_retries, RETRIES).map((name) => `\`client_settings.default_retries.${name}\``),
    ...options.map((name) => `\`client_settings.opts.${name}\``),
  ];
}
