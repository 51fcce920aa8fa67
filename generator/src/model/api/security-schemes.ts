import { usesAuthorization } from "../../api-model/credentials.ts";
import { compareNames, sortedEntries, sortedMap } from "../../api-model/order.ts";
import { allOperations } from "../../api-model/resource-tree.ts";
import type { Auth, OAuthFlow, SecurityModel, SecurityScheme } from "../../api-model/security.ts";
import { tokenEndpoints } from "../../api-model/token-endpoints.ts";
import type { ModelConfig } from "../../config/index.ts";
import { CLIENT_OPTION_NAMES, camelName } from "../../names/words.ts";
import { HTTP_METHODS, type SecurityRequirement, type SecuritySchemeObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { isHeaderName } from "../operations/header-names.ts";
import type { RawResource } from "../operations/raw-model.ts";
import { securityRequirement } from "../operations/security.ts";

type NamedAuth = Omit<SecurityScheme, "options">;

/** The schemes of the document, the requirement of the whole API, and the names of the client options for credentials. */
export function buildSecurity(context: ModelContext, resources: readonly RawResource[]): SecurityModel {
  const { components, security = [] } = context.document.root;
  const requirement = securityRequirement(security);
  const own = allOperations(resources).map((operation) => operation.security ?? []);
  const used = [requirement, ...own].flat(2).map(({ scheme }) => scheme);
  const schemes = sortedEntries(components?.securitySchemes ?? {}).map(([name, written]): NamedAuth => {
    const place = ["components", "securitySchemes", name];
    const { value } = context.resolve<SecuritySchemeObject>(written, place);
    const { description } = value;
    return { name, auth: authOf(value), ...(description !== undefined && { description }), place };
  });
  const needed = schemes.filter(({ name }) => used.includes(name));
  for (const { name, auth, place } of needed) {
    const header = unsendableHeader(auth);
    if (header !== undefined) context.report("unsendable-header", { name: header }, [...place, "name"]);
    else if (!isSent(auth)) context.report("unsupported-security", { scheme: name }, place);
  }
  reportSharedHeaders(context, schemes);
  const sent = needed.filter(({ auth }) => isSent(auth));
  const { credentials = {}, variables = {} } = context.config;
  const options = optionsOf(sent, credentials);
  reportUnusedCredentials(context, sent, options);
  const named = new Set([...options.values()].flat());
  const ownVariables = Object.entries(variables).filter(([option]) => named.has(option));
  const order = requirement.flat().map(({ scheme }) => scheme);
  const listed = sent.filter(({ name }) => order.includes(name));
  const apiKey = keyScheme(
    [
      ...listed.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
      ...sent.filter((scheme) => !listed.includes(scheme)),
    ],
    options,
  );
  return {
    schemes: schemes.map((scheme) => ({ ...scheme, options: options.get(scheme.name) ?? [] })),
    requirement,
    ...(apiKey !== undefined && { apiKey }),
    ...(ownVariables.length > 0 && { variables: Object.fromEntries(ownVariables) }),
  };
}

/** Reports settings for credentials that the SDK does not send. */
function reportUnusedCredentials(
  context: ModelContext,
  sent: readonly NamedAuth[],
  options: ReadonlyMap<string, readonly string[]>,
): void {
  const { credentials = {}, variables = {} } = context.config;
  for (const [scheme, own] of Object.entries(credentials)) {
    const auth = sent.find(({ name }) => name === scheme)?.auth;
    const isTaken = auth !== undefined && [own].flat().length === (auth.kind === "basic" ? 2 : 1);
    if (!isTaken) context.report("unused-credential", { member: `credentials.${scheme}` }, []);
  }
  const known = [...options.values()].flat();
  for (const option of Object.keys(variables))
    if (!known.includes(option)) context.report("unused-credential", { member: `variables.${option}` }, []);
}

function authOf(scheme: SecuritySchemeObject): Auth {
  switch (scheme.type) {
    case "apiKey":
      return { kind: "apiKey", in: scheme.in, name: scheme.name };
    case "oauth2":
      return {
        kind: "oauth2",
        flows: flowsOf(scheme.flows),
        ...(scheme.oauth2MetadataUrl !== undefined && { metadata: scheme.oauth2MetadataUrl }),
      };
    case "openIdConnect":
      return { kind: "openIdConnect", url: scheme.openIdConnectUrl ?? "" };
    case "mutualTLS":
      return { kind: "mutualTLS" };
    default:
      return httpAuth(scheme);
  }
}

function httpAuth({ scheme, bearerFormat }: SecuritySchemeObject & { readonly type: "http" }): Auth {
  const name = scheme.toLowerCase();
  if (name === "basic") return { kind: "basic" };
  if (name !== "bearer") return { kind: "http", scheme: name };
  return { kind: "bearer", ...(bearerFormat !== undefined && { format: bearerFormat }) };
}

function flowsOf(written: Readonly<Record<string, unknown>> = {}): readonly OAuthFlow[] {
  return sortedEntries(written)
    .filter(([kind]) => !kind.startsWith("x-"))
    .map(([kind, flow]) => {
      const { scopes, ...members } = Object(flow) as Readonly<Record<string, unknown>>;
      const texts = (map: object) =>
        Object.fromEntries(Object.entries(map).flatMap(([key, text]) => (isText(text) ? [[key, text]] : [])));
      const urls = Object.fromEntries(Object.entries(texts(members)).filter(([key]) => key.endsWith("Url")));
      return { kind, urls: sortedMap(urls), scopes: sortedMap(texts(Object(scopes))) };
    });
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Reports alternatives with several schemes of the header `authorization`, which a request can contain only once. */
function reportSharedHeaders(context: ModelContext, schemes: readonly NamedAuth[]): void {
  const { security, paths = {} } = context.document.root;
  const places: Located<readonly SecurityRequirement[] | undefined>[] = [
    { value: security, pointer: ["security"] },
    ...Object.entries(paths).flatMap(([path, item]) =>
      HTTP_METHODS.map((method) => ({
        value: item[method]?.security,
        pointer: ["paths", path, method, "security"],
      })),
    ),
  ];
  const isInHeader = (name: string) =>
    usesAuthorization(schemes.find((scheme) => scheme.name === name)?.auth);
  for (const { value, pointer } of places) {
    for (const [index, alternative] of (value ?? []).entries()) {
      const names = Object.keys(alternative).filter(isInHeader).sort(compareNames);
      if (names.length > 1) {
        context.report("shared-header", { schemes: names.join(", ") }, [...pointer, index]);
      }
    }
  }
}

/** The header of a credential, if no request can have it. */
function unsendableHeader(auth: Auth): string | undefined {
  const isHeader = auth.kind === "apiKey" && auth.in === "header";
  return isHeader && !isHeaderName(auth.name) ? auth.name : undefined;
}

/** True if a request can carry the credential. Certificates belong to the connection, and a challenge needs a second request. */
function isSent(auth: Auth): boolean {
  if (unsendableHeader(auth) !== undefined) return false;
  if (auth.kind === "apiKey") return ["header", "query", "cookie"].includes(auth.in);
  return auth.kind !== "mutualTLS" && !(auth.kind === "http" && WITH_CHALLENGE.test(auth.scheme));
}

const WITH_CHALLENGE = /^(concealed|digest|dpop|hoba|mutual|negotiate|ntlm|oauth|scram-.*)$/;

/**
 * The options of each scheme: as the configuration says, or `apiKey` if it is the only one and takes a key or token alone, otherwise its name. Basic authentication has a user name and a
 * password. If another option has the name, it gets a suffix or a number.
 */
function optionsOf(
  schemes: readonly NamedAuth[],
  configured: NonNullable<ModelConfig["credentials"]>,
): ReadonlyMap<string, readonly string[]> {
  const taken = new Set<string>(CLIENT_OPTION_NAMES);
  const claim = (...names: readonly string[]): string => {
    const name = firstFree(names, taken);
    taken.add(name);
    return name;
  };
  const isOnlyBasic = schemes.filter(({ auth }) => auth.kind === "basic").length === 1;
  return new Map(
    schemes.map(({ name, auth }) => {
      const own = [configured[name] ?? []].flat();
      if (own.length === (auth.kind === "basic" ? 2 : 1))
        return [name, own.map((option) => claim(option, camelName(`${name} ${option}`)))];
      if (auth.kind === "basic") {
        const parts = ["username", "password"].map((part) => [part, camelName(`${name} ${part}`)]);
        return [name, parts.map((names) => claim(...(isOnlyBasic ? names : names.slice(1))))];
      }
      if (schemes.length === 1 && tokenEndpoints(auth) === undefined) return [name, ["apiKey"]];
      const suffix = auth.kind === "apiKey" ? "key" : "token";
      return [name, [claim(camelName(name), camelName(`${name} ${suffix}`))]];
    }),
  );
}

function firstFree(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) {
    const numbered = `${names.at(-1)}${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}

/**
 * The scheme of the option `apiKey`: the one with this name, or the first that is not basic, or the first. Schemes that only operations
 * need come last. The option keeps its meaning when schemes are added at the end, and when operations are added.
 */
function keyScheme(
  schemes: readonly NamedAuth[],
  options: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const named = schemes.find(({ name }) => options.get(name)?.[0] === "apiKey");
  return (named ?? schemes.find(({ auth }) => auth.kind !== "basic") ?? schemes[0])?.name;
}
