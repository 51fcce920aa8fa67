import type { Auth, OAuthFlow } from "./security.ts";

/** The token endpoints of a scheme. */
export interface TokenEndpoints {
  /** For client credentials. */
  readonly tokenUrl?: string;
  /** For refresh tokens. */
  readonly refreshUrl?: string;
  /** The metadata that name the endpoint. */
  readonly metadataUrl?: string;
}

/** The endpoints of OAuth 2 or OpenID Connect. `undefined` if the SDK cannot get tokens, as with the implicit flow. */
export function tokenEndpoints(auth: Auth): TokenEndpoints | undefined {
  if (auth.kind === "openIdConnect") return auth.url === "" ? undefined : { metadataUrl: auth.url };
  if (auth.kind !== "oauth2") return undefined;
  const { flows, metadata } = auth;
  const tokenUrl = urlOf(flows, ["clientCredentials"], ["tokenUrl"]);
  const refreshUrl = urlOf(flows, USER_FLOWS, ["refreshUrl", "tokenUrl"]);
  const endpoints = {
    ...(tokenUrl !== undefined && { tokenUrl }),
    ...(refreshUrl !== undefined && { refreshUrl }),
    ...(metadata !== undefined && { metadataUrl: metadata }),
  };
  return Object.keys(endpoints).length === 0 ? undefined : endpoints;
}

/** Flows in which a user signs in, and the app may get a refresh token. */
const USER_FLOWS = ["authorizationCode", "deviceAuthorization", "password"];

function urlOf(
  flows: readonly OAuthFlow[],
  kinds: readonly string[],
  names: readonly string[],
): string | undefined {
  const urls = flows.filter(({ kind }) => kinds.includes(kind)).map((flow) => flow.urls);
  return names.flatMap((name) => urls.map((own) => own[name])).find((url) => url !== undefined && url !== "");
}
