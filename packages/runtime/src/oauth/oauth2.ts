import type { TokenContext, TokenProvider, TokenRequest, TokenSource } from "../auth/index.js";
import { ConfigurationError, redactor } from "../errors/index.js";
import { registryOf } from "../platform/index.js";
import { checkOAuth } from "./check-oauth.js";
import type { ClientCredentials, RefreshToken } from "./credentials.js";
import { findTokenUrl } from "./discovery.js";
import { type IssuedToken, requestToken, type TokenFailure } from "./token-endpoint.js";
import { TokenError } from "./token-error.js";
import { TokenStore } from "./token-store.js";

/** The endpoints of an OAuth 2 scheme. A relative URL is relative to that of the request that needs a token. */
export interface OAuthEndpoints {
  /** For client credentials. Default: `refreshUrl`. */
  readonly tokenUrl?: string;
  /** For refresh tokens. Default: `tokenUrl`. */
  readonly refreshUrl?: string;
  /** The metadata of the authorization server, which names its token endpoint. Source: RFC 8414, OpenID Connect Discovery. */
  readonly metadataUrl?: string;
}

/**
 * Gets the tokens of an OAuth 2 scheme from its token endpoint. They are shared in the process, renewed before they expire, and
 * requested again if the server refuses one with 401. Token requests do not count towards the rate limit of the API.
 *
 * @example
 * securitySchemes(
 *   { schemes: { oauth: { kind: "bearer", option: "oauth" } }, requirement: [{ oauth: ["read"] }] },
 *   { oauth: oauth2({ tokenUrl: "https://login.club.example/token" }) },
 * );
 */
export function oauth2(endpoints: OAuthEndpoints): TokenProvider {
  return {
    "~open": (credential, context) => {
      checkOAuth(context.option, credential);
      const known =
        credential.tokenUrl ?? endpoints.tokenUrl ?? endpoints.refreshUrl ?? endpoints.metadataUrl;
      if (known === undefined || !URL.canParse(known, "https://example.com")) {
        throw new ConfigurationError(`${context.option}.tokenUrl must be the URL of the token endpoint`);
      }
      return new OAuthTokens(endpoints, credential, context);
    },
  };
}

/** The tokens of one credential of one client. */
class OAuthTokens implements TokenSource {
  readonly secrets: string[];
  readonly identity: string;
  readonly #endpoints: OAuthEndpoints;
  readonly #credential: ClientCredentials | RefreshToken;
  readonly #context: TokenContext;
  readonly #shared: SharedTokens;

  constructor(
    endpoints: OAuthEndpoints,
    credential: ClientCredentials | RefreshToken,
    context: TokenContext,
  ) {
    const { clientId, clientSecret = "", refreshToken = "", tokenUrl, scopes, parameters } = credential;
    this.#endpoints = endpoints;
    this.#credential = credential;
    this.#context = context;
    this.secrets = [clientSecret, refreshToken].filter(Boolean);
    this.identity = JSON.stringify([clientId, clientSecret, refreshToken]);
    const { tokenUrl: described, refreshUrl, metadataUrl } = endpoints;
    const urls = [tokenUrl, described, refreshUrl, metadataUrl];
    const key = JSON.stringify([urls, this.identity, scopes, parameters]);
    const all = registryOf<SharedTokens>("tokens 1", context.owner);
    this.#shared = all.get(key) ?? {
      store: new TokenStore(context.clock),
      refreshToken,
      tokenUrl: undefined,
    };
    all.set(key, this.#shared);
    const { accessToken } = credential as Partial<RefreshToken>;
    if (accessToken !== undefined) this.#shared.store.seed(accessToken);
  }

  async token({ scopes }: TokenRequest, url: string): Promise<string> {
    const wanted = this.#credential.scopes ?? scopes;
    const result = await this.#shared.store.get(wanted, (all) => this.#request(all, url));
    if (typeof result === "string") return result;
    // Each caller gets an error of its own, with its own stack.
    const { message, ...facts } = result;
    throw new TokenError(`no token for ${this.#context.api}: ${message}`, facts);
  }

  refused(token: string): boolean {
    return this.#shared.store.refused(token);
  }

  async #request(scopes: readonly string[], url: string): Promise<IssuedToken | TokenFailure> {
    const { clientId, clientSecret, clientAuthentication = "header", parameters } = this.#credential;
    const { fetch, clock } = this.#context;
    const { refreshToken } = this.#shared;
    const found = await this.#tokenUrl(url);
    if (typeof found !== "string") return found;
    const redact = redactor([...this.secrets, refreshToken]);
    const result = await requestToken(
      { url: found, clientId, clientSecret, clientAuthentication, fetch, clock, redact },
      {
        ...parameters,
        ...(refreshToken === ""
          ? { grant_type: "client_credentials" }
          : { grant_type: "refresh_token", refresh_token: refreshToken }),
        ...(scopes.length > 0 && { scope: scopes.join(" ") }),
      },
    );
    const place = new URL(found).host;
    if (!("accessToken" in result)) return { ...result, message: `${place}: ${result.message}` };
    return this.#keep(result);
  }

  /** Keeps the refresh token, and reports the new tokens. */
  async #keep(issued: IssuedToken): Promise<IssuedToken | TokenFailure> {
    const { refreshToken = this.#shared.refreshToken, accessToken, expiresIn } = issued;
    if (refreshToken === "") return issued;
    this.#shared.refreshToken = refreshToken;
    this.secrets.push(refreshToken);
    try {
      await (this.#credential as RefreshToken).onTokens?.({ accessToken, refreshToken, expiresIn });
    } catch (cause) {
      return { message: `${this.#context.option}.onTokens failed`, cause };
    }
    return issued;
  }

  /** The token endpoint: that of the credential, of the description, or of the server's metadata. */
  async #tokenUrl(url: string): Promise<string | TokenFailure> {
    const { tokenUrl, refreshUrl, metadataUrl } = this.#endpoints;
    const isRefresh = this.#shared.refreshToken !== "";
    const described = (isRefresh ? refreshUrl : undefined) ?? tokenUrl ?? refreshUrl;
    const written = this.#credential.tokenUrl ?? described ?? this.#shared.tokenUrl;
    if (written !== undefined) return new URL(written, url).href;
    const found = await findTokenUrl(new URL(metadataUrl ?? "", url).href, this.#context);
    if (typeof found === "string") this.#shared.tokenUrl = found;
    return found;
  }
}

/** State shared by all clients with the same credential. */
interface SharedTokens {
  readonly store: TokenStore;
  /** The refresh token for the next time; empty: there is none. */
  refreshToken: string;
  /** The token endpoint in the server's metadata. */
  tokenUrl: string | undefined;
}
