import type { ApiModel, OperationModel } from "../api-model/api-model.ts";
import type { CredentialOption } from "../api-model/client-options.ts";
import { credentialSchemes, sentRequirement } from "../api-model/credentials.ts";
import type { Auth, SecurityRequirement, SecurityScheme } from "../api-model/security.ts";
import { tokenEndpoints } from "../api-model/token-endpoints.ts";
import type { JsonValue } from "../api-model/type-model.ts";

/** The security of an API as the runtime describes it. */
export function securityData(api: ApiModel): JsonValue {
  const { requirement, apiKey, variables } = api.security;
  return {
    schemes: Object.fromEntries(credentialSchemes(api).map((scheme) => [scheme.name, schemeData(scheme)])),
    ...(requirement.length > 0 && { requirement: requirementData(api, requirement) }),
    ...(apiKey !== undefined && { apiKey }),
    ...(variables !== undefined && { variables }),
  };
}

/** The requirement of an operation, if it is not that of the API. */
export function ownSecurityData(api: ApiModel, { security = [] }: OperationModel): JsonValue | undefined {
  if (security.length === 0) return undefined;
  const [own, usual] = [security, api.security.requirement].map((each) => requirementData(api, each));
  return JSON.stringify(own) === JSON.stringify(usual) ? undefined : own;
}

/** Alternatives as objects of scopes by scheme, without the schemes that the SDK does not send. */
function requirementData(api: ApiModel, requirement: SecurityRequirement): JsonValue {
  const alternatives = sentRequirement(api, requirement).map((alternative) =>
    Object.fromEntries(alternative.map(({ scheme, scopes }) => [scheme, scopes])),
  );
  return [...new Map(alternatives.map((each) => [JSON.stringify(each), each])).values()];
}

function schemeData({ auth, options }: SecurityScheme): JsonValue {
  const [option = "", password = ""] = options;
  switch (auth.kind) {
    case "apiKey":
      return { kind: "apiKey", in: auth.in, name: auth.name, option };
    case "basic":
      return { kind: "basic", username: option, password };
    case "http":
      return { kind: "bearer", scheme: auth.scheme, option };
    default:
      return { kind: "bearer", option };
  }
}

/** The purpose of a client option: "The token of `oauth`." */
export function aboutCredential({ part, scheme, isAlias }: CredentialOption): string {
  const of = `\`${scheme.name}\``;
  if (isAlias) {
    const [own = ""] = scheme.options;
    return `An alias of the option \`${own}\`.`;
  }
  if (part === "username") return `The user name of ${of}.`;
  if (part === "password") return `The password of ${of}. May be omitted if the user name is a key.`;
  const { auth } = scheme;
  switch (auth.kind) {
    case "apiKey":
      return `The key of ${of}, sent as the ${PLACES[auth.in]} \`${auth.name}\`.`;
    case "oauth2":
      return `The OAuth 2 token of ${of}${waysText(auth)}.${tokenSources(auth.flows)}`;
    case "openIdConnect":
      return `The OpenID Connect token of ${of}${waysText(auth)}.`;
    default:
      return `The token of ${of}.`;
  }
}

const PLACES = { header: "header", query: "query parameter", cookie: "cookie" } as const;

/** The way the SDK obtains tokens itself. */
function waysText(auth: Auth): string {
  const { tokenUrl, refreshUrl, metadataUrl } = tokenEndpoints(auth) ?? {};
  const ways = [
    ...((tokenUrl ?? metadataUrl) === undefined ? [] : ["the ID and secret of a client"]),
    ...((refreshUrl ?? metadataUrl) === undefined ? [] : ["a refresh token"]),
  ];
  return ways.length === 0
    ? ""
    : `, or ${ways.join(" or ")}, from which the client gets tokens and renews them`;
}

function tokenSources(
  flows: readonly { readonly kind: string; readonly urls: { readonly [name: string]: string } }[],
) {
  const sources = flows.flatMap(({ kind, urls }) =>
    urls.tokenUrl === undefined ? [] : [`${urls.tokenUrl} (${kind})`],
  );
  return sources.length === 0 ? "" : ` Get it from ${sources.join(" or ")}.`;
}
