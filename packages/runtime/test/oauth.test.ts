// OAuth 2 with a real authorization server.
import { afterEach, describe, expect, test, vi } from "vitest";
import { securitySchemes } from "../src/auth/index.js";
import { ApiClient, type ApiDescription, type ClientOptions, operation } from "../src/index.js";
import {
  type OAuthCredential,
  type OAuthEndpoints,
  oauth2,
  TokenError,
  type Tokens,
} from "../src/oauth/index.js";
import { type AuthorizationServer, startAuthorizationServer } from "./support/authorization-server.js";
import { startServer, type TestServer } from "./support/server.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const read = operation<Record<never, never>, { scopes: string[] }>({
  id: "read",
  method: "GET",
  path: "/read",
});
const write = operation<{ name?: string }, { scopes: string[] }>({
  id: "write",
  method: "POST",
  path: "/write",
  body: "json",
  security: [{ oauth: ["write"] }],
});

type Options = Omit<ClientOptions, "apiKey"> & { readonly oauth?: OAuthCredential };

/** A client of an API that accepts the tokens of the authorization server. */
function clientOf(api: TestServer, endpoints: OAuthEndpoints, options: Options = {}): ApiClient<Options> {
  const description: ApiDescription = {
    name: "Club",
    baseURL: api.url,
    environment: "CLUB",
    security: securitySchemes(
      { schemes: { oauth: { kind: "bearer", option: "oauth" } }, requirement: [{ oauth: ["read"] }] },
      { oauth: oauth2(endpoints) },
    ),
  };
  return new ApiClient<Options>(description, { logLevel: "off", ...options });
}

/** An API that responds with the scopes of the token, or 401. */
function startApi(login: AuthorizationServer): Promise<TestServer> {
  return startServer(async ({ headers }, response) => {
    const scopes = await login.scopesOf(headers.authorization?.replace("Bearer ", "") ?? "");
    response.writeHead(scopes === undefined ? 401 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(scopes === undefined ? { message: "no valid token" } : { scopes }));
  });
}

function appOf({ clientId, clientSecret }: AuthorizationServer) {
  return { clientId, clientSecret };
}

describe("client credentials", () => {
  test("get one token for 50 calls at once, with the scopes of the operation", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const client = clientOf(api, login, { oauth: appOf(login) });
    const results = await Promise.all(Array.from({ length: 50 }, () => client.request(read)));
    expect(new Set(results.map(({ scopes }) => scopes.join()))).toEqual(new Set(["read"]));
    expect(login.tokenRequests).toBe(1);
  });

  test("get a token with more scopes for an operation that needs them", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const client = clientOf(api, login, { oauth: appOf(login) });
    await client.request(read);
    expect(await client.request(write)).toEqual({ scopes: ["read", "write"] });
    await client.request(read);
    expect(login.tokenRequests).toBe(2);
  });

  test("are shared by clients with the same credential, but not by others", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    await clientOf(api, login, { oauth: appOf(login) }).request(read);
    await clientOf(api, login, { oauth: appOf(login) }).request(read);
    expect(login.tokenRequests).toBe(1);
    const other = clientOf(api, login, { oauth: { ...appOf(login), scopes: ["write"] } });
    expect(await other.request(read)).toEqual({ scopes: ["write"] });
    expect(login.tokenRequests).toBe(2);
  });

  test("replace a revoked token once, for all callers", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const client = clientOf(api, login, { oauth: appOf(login) });
    await client.request(read);
    await login.revoke(`${api.arrived[0]?.headers.authorization}`.replace("Bearer ", ""));
    await Promise.all(Array.from({ length: 20 }, () => client.request(read)));
    expect(login.tokenRequests).toBe(2);
  });

  test("replace a revoked token after a POST, too, because the server did not act on it", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const client = clientOf(api, login, { oauth: appOf(login) });
    await client.request(write);
    await login.revoke(`${api.arrived[0]?.headers.authorization}`.replace("Bearer ", ""));
    expect(await client.request(write)).toEqual({ scopes: ["write"] });
  });

  test("send nothing again if maxRetries is 0", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const client = clientOf(api, login, { oauth: appOf(login), maxRetries: 0 });
    await client.request(read);
    await login.revoke(`${api.arrived[0]?.headers.authorization}`.replace("Bearer ", ""));
    await expect(client.request(read)).rejects.toMatchObject({ status: 401 });
    expect(await client.request(read)).toEqual({ scopes: ["read"] });
  });

  test("renew a token before it expires", async () => {
    await using login = await startAuthorizationServer(4);
    await using api = await startApi(login);
    vi.useFakeTimers({ toFake: ["performance", "Date"] });
    try {
      const client = clientOf(api, login, { oauth: appOf(login) });
      await client.request(read);
      vi.advanceTimersByTime(2_900);
      await client.request(read);
      expect(login.tokenRequests).toBe(1);
      vi.advanceTimersByTime(200);
      await client.request(read);
      expect(login.tokenRequests).toBe(2);
      expect(api.arrived).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  test("are rejected with the reason of the server, without the secret", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const wrong = { ...appOf(login), clientSecret: "not the secret at all" };
    const error = await clientOf(api, login, { oauth: wrong })
      .request(read)
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(TokenError);
    expect(error).toMatchObject({ code: "invalid_client", status: 401 });
    expect(String(error)).toMatch(
      /^TokenError: no token for Club: 127\.0\.0\.1:\d+: status 401: invalid_client/,
    );
    expect(JSON.stringify(error) + (error as Error).stack).not.toContain("not the secret at all");
    expect(api.arrived).toEqual([]);
  });

  test("are sent in the body where the server wants that", async () => {
    await using login = await startServer((_, response) =>
      response.end('{"access_token":"t","token_type":"bearer"}'),
    );
    await using api = await startServer((_, response) => response.end("{}"));
    const oauth = { clientId: "a&b", clientSecret: "the secret", clientAuthentication: "body" as const };
    await clientOf(
      api,
      { tokenUrl: login.url },
      { oauth: { ...oauth, parameters: { audience: "club" } } },
    ).request(read);
    expect(Object.fromEntries(new URLSearchParams(login.arrived[0]?.body.toString()))).toEqual({
      audience: "club",
      client_id: "a&b",
      client_secret: "the secret",
      grant_type: "client_credentials",
      scope: "read",
    });
    expect(login.arrived[0]?.headers.authorization).toBeUndefined();
  });

  test("come from the environment", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    vi.stubEnv("CLUB_OAUTH_CLIENT_ID", login.clientId);
    vi.stubEnv("CLUB_OAUTH_CLIENT_SECRET", login.clientSecret);
    expect(await clientOf(api, login).request(read)).toEqual({ scopes: ["read"] });
  });

  test("find the token endpoint in the metadata of the server, once", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const client = clientOf(api, { metadataUrl: login.metadataUrl }, { oauth: appOf(login) });
    expect(await client.request(read)).toEqual({ scopes: ["read"] });
    expect(await client.request(write)).toEqual({ scopes: ["read", "write"] });
  });
});

describe("a refresh token", () => {
  test("gets access tokens, and its successor is reported and used", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const saved: Tokens[] = [];
    const oauth = {
      ...appOf(login),
      refreshToken: await login.signIn(),
      scopes: ["openid", "read"],
      onTokens: (tokens: Tokens) => void saved.push(tokens),
    };
    const client = clientOf(api, login, { oauth });
    const results = await Promise.all(Array.from({ length: 10 }, () => client.request(read)));
    expect(results[0]?.scopes).toContain("read");
    expect(saved).toHaveLength(1);
    expect(saved[0]).toMatchObject({ expiresIn: 600 });
    expect(saved[0]?.refreshToken).not.toBe(oauth.refreshToken);
    await login.revoke(saved[0]?.accessToken ?? "");
    await client.request(read);
    expect(saved).toHaveLength(2);
  });

  test("is not needed while a given access token is valid", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startServer(({ headers }, response) => {
      response.statusCode = headers.authorization === "Bearer still-valid" ? 200 : 401;
      response.end("{}");
    });
    const oauth = { ...appOf(login), refreshToken: "unused", accessToken: "still-valid" };
    await clientOf(api, login, { oauth }).request(read);
    expect(login.tokenRequests).toBe(0);
  });

  test("that was revoked is an error that says so", async () => {
    await using login = await startAuthorizationServer();
    await using api = await startApi(login);
    const oauth = { ...appOf(login), refreshToken: "no-such-token" };
    await expect(clientOf(api, login, { oauth }).request(read)).rejects.toThrow("invalid_grant");
  });
});

test("a token or a function is sent as before", async () => {
  await using api = await startServer((_, response) => response.end("{}"));
  await clientOf(api, { tokenUrl: "https://unused.test" }, { oauth: "a-token" }).request(read);
  await clientOf(api, { tokenUrl: "https://unused.test" }, { oauth: () => "made-token" }).request(read);
  expect(api.arrived.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer a-token",
    "Bearer made-token",
  ]);
});
