import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { vi } from "vitest";

/** A real authorization server (`oidc-provider`) on a free local port, with one app. */
export interface AuthorizationServer extends AsyncDisposable {
  readonly url: string;
  readonly tokenUrl: string;
  readonly metadataUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The number of token requests. */
  readonly tokenRequests: number;
  /** The scopes of a valid token; undefined for any other. */
  scopesOf(token: string): Promise<readonly string[] | undefined>;
  revoke(token: string): Promise<void>;
  /** A refresh token for a user who has signed in. */
  signIn(): Promise<string>;
}

const CLIENT = { clientId: "the app", clientSecret: "s3cr3t: with & odd = characters" };

/** Starts a server. `await using` stops it. */
export async function startAuthorizationServer(lifetime = 600): Promise<AuthorizationServer> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const quiet = ["info", "warn"].map((name) => vi.spyOn(console, name as "info").mockReturnValue());
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        grant_types: ["client_credentials", "refresh_token", "authorization_code"],
        redirect_uris: ["https://app.example/back"],
        scope: "openid offline_access read write",
      },
    ],
    scopes: ["openid", "offline_access", "read", "write"],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    rotateRefreshToken: true,
    ttl: {
      ClientCredentials: lifetime,
      AccessToken: lifetime,
      RefreshToken: 3600,
      Grant: 3600,
      IdToken: 3600,
    },
    cookies: { keys: ["a key of this test"] },
  });
  for (const spy of quiet) spy.mockRestore();
  let tokenRequests = 0;
  const handle = provider.callback();
  server.on("request", (request, response) => {
    if (request.url === "/token") tokenRequests++;
    handle(request, response);
  });
  const find = async (token: string) =>
    (await provider.ClientCredentials.find(token)) ?? (await provider.AccessToken.find(token));
  return {
    url,
    tokenUrl: `${url}/token`,
    metadataUrl: `${url}/.well-known/openid-configuration`,
    ...CLIENT,
    get tokenRequests() {
      return tokenRequests;
    },
    async scopesOf(token) {
      const found = await find(token);
      return found === undefined || found.isExpired ? undefined : (found.scope ?? "").split(" ");
    },
    async revoke(token) {
      await (await find(token))?.destroy();
    },
    async signIn() {
      const client = await provider.Client.find(CLIENT.clientId);
      if (client === undefined) throw new Error("the client is missing");
      const grant = new provider.Grant({ clientId: CLIENT.clientId, accountId: "a user" });
      grant.addOIDCScope("openid offline_access read write");
      const token = new provider.RefreshToken({
        client,
        accountId: "a user",
        grantId: await grant.save(),
        scope: "openid offline_access read write",
        gty: "authorization_code",
      } as never);
      return token.save();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
