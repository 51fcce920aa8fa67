import type { ApiModel } from "../api-model/api-model.ts";
import { hasSecurity, hasServers, offeredServers } from "../api-model/client-options.ts";
import { credentialSchemes, onlyKey } from "../api-model/credentials.ts";
import type { ServerModel } from "../api-model/servers.ts";
import { tokenEndpoints } from "../api-model/token-endpoints.ts";
import type { JsonValue } from "../api-model/type-model.ts";
import {
  AUTH_MODULE,
  CLIENT_PARAMETERS_MODULE,
  OAUTH_MODULE,
  SERVERS_MODULE,
} from "../names/runtime-symbols.ts";
import type { ResourcePackage, UmbrellaPackage } from "../partition/package-model.ts";
import { commentText } from "./comments.ts";
import { securityData } from "./credentials-text.ts";
import type { Imports } from "./imports.ts";
import { literal, literalKey } from "./literals.ts";

/** Lets bundlers remove the description from programs that use only other parts of the package. */
const PURE = "/* @__PURE__ */ ";

/** The comment of the description of an API. */
export function apiDoc(api: ApiModel): string {
  const { requests, perSeconds } = api.rateLimit ?? {};
  const limit =
    requests === undefined
      ? ""
      : ` The rate limit is ${requests} requests in any ${perSeconds === 1 ? "second" : `${perSeconds} seconds`} per key.`;
  return commentText({ summary: `The description of ${api.title} for clients.${limit}` });
}

/** The description of an API, as the runtime needs it. */
export function apiText(model: ResourcePackage | UmbrellaPackage, imports: Imports): string {
  const { api, apiName, environment } = model;
  const authentication = onlyKey(api);
  const version = imports.from("./version.js", "version", false);
  const entries: readonly (readonly [string, string | undefined])[] = [
    ["name", literal(apiName)],
    ["baseURL", literal(api.baseURL)],
    ["environment", literal(environment)],
    [
      "product",
      `{ name: ${literal(productName(model.name))}, version${version === "version" ? "" : `: ${version}`} }`,
    ],
    ["authentication", authentication && literal({ ...authentication }, "  ")],
    [
      "security",
      hasSecurity(api)
        ? `${PURE}${imports.from(AUTH_MODULE, "securitySchemes", false)}(${literal(securityData(api), "  ")}${tokensText(api, imports)})`
        : undefined,
    ],
    [
      "servers",
      hasServers(api)
        ? `${PURE}${imports.from(SERVERS_MODULE, "serverChoice", false)}(${literal(offeredServers(api.servers).map(serverData), "  ")})`
        : undefined,
    ],
    [
      "parameters",
      api.clientParameters.length > 0
        ? `${PURE}${imports.from(CLIENT_PARAMETERS_MODULE, "clientParameters", false)}(${literal(parameterData(api), "  ")})`
        : undefined,
    ],
    ["maxRetries", model.maxRetries === undefined ? undefined : literal(model.maxRetries)],
    ["rateLimit", api.rateLimit && literal({ ...api.rateLimit }, "  ")],
    [
      "quota",
      api.quota &&
        `${PURE}${imports.runtimeValue("monthlyQuota")}(${literal({ plans: api.quota.plans }, "  ")})`,
    ],
    ["pagination", api.pagination && literal({ ...api.pagination }, "  ")],
  ];
  const lines = entries.flatMap(([key, text]) => (text === undefined ? [] : [`  ${key}: ${text},`]));
  return `{\n${lines.join("\n")}\n}`;
}

function parameterData({ clientParameters }: ApiModel): JsonValue {
  return Object.fromEntries(
    clientParameters.map(({ name, option, required }) => [name, { option, ...(required && { required }) }]),
  );
}

/** Obtains the tokens of OAuth 2 schemes: the second argument of `securitySchemes`. */
function tokensText(api: ApiModel, imports: Imports): string {
  const providers = credentialSchemes(api).flatMap(({ name, auth }) => {
    const endpoints = tokenEndpoints(auth);
    if (endpoints === undefined) return [];
    return [
      `${literalKey(name)}: ${PURE}${imports.from(OAUTH_MODULE, "oauth2", false)}(${literal({ ...endpoints }, "  ")})`,
    ];
  });
  return providers.length === 0 ? "" : `, { ${providers.join(", ")} }`;
}

function serverData({ name, url, variables }: ServerModel): JsonValue {
  const entries = variables.map(({ name: variable, default: value, values }) => [
    variable,
    { ...(value !== undefined && { default: value }), ...(values !== undefined && { values }) },
  ]);
  return {
    ...(name !== undefined && { name }),
    url,
    ...(entries.length > 0 && { variables: Object.fromEntries(entries) }),
  };
}

/** A package's name as the token of a header: `@scope/name` is `scope-name`. */
function productName(name: string): string {
  return name.replace("@", "").replace("/", "-");
}
