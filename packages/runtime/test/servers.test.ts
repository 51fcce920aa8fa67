// An API with several servers: which one a request goes to.
import { afterEach, describe, expect, test, vi } from "vitest";
import { securitySchemes } from "../src/auth/index.js";
import {
  ApiClient,
  type ApiDescription,
  type ClientOptions,
  ConfigurationError,
  operation,
} from "../src/index.js";
import { anonymousServer, ownServer, type ServerOptions, serverChoice } from "../src/servers/index.js";
import { startServer } from "./support/server.js";
import { scriptedFetch } from "./support/shop.js";

afterEach(() => vi.unstubAllEnvs());

type Options = ClientOptions & ServerOptions;

const api: ApiDescription = {
  name: "Shop",
  baseURL: "https://eu.shop.test/v1",
  environment: "SHOP",
  servers: serverChoice([
    {
      name: "main",
      url: "https://{region}.shop.test/{base}",
      variables: { region: { default: "eu", values: ["eu", "us"] }, base: { default: "v1" } },
    },
    { name: "sandbox", url: "https://sandbox.shop.test" },
    { name: "tenant", url: "https://{tenant}.shop.test", variables: { tenant: {} } },
  ]),
};

const list = operation<Record<never, never>, unknown>({ id: "list", method: "GET", path: "/items" });
const upload = operation<Record<never, never>, unknown>(
  { ...list, server: "https://uploads.shop.test/" },
  { server: ownServer },
);
const next = operation<Record<never, never>, unknown>({ ...list, server: "/v2" }, { server: ownServer });

/** The URL that an operation is sent to. */
async function urlOf(options: Options, called = list): Promise<string | undefined> {
  const fetch = scriptedFetch();
  await new ApiClient<Options>(api, { fetch, logLevel: "off", ...options }).request(called);
  return fetch.sent[0]?.url.href;
}

describe("a client", () => {
  test("uses the first server with the defaults of its variables", async () => {
    expect(await urlOf({})).toBe("https://eu.shop.test/v1/items");
  });

  test("uses the server and the variables that it is given", async () => {
    expect(await urlOf({ server: "sandbox" })).toBe("https://sandbox.shop.test/items");
    expect(await urlOf({ variables: { region: "us" } })).toBe("https://us.shop.test/v1/items");
    expect(await urlOf({ variables: { base: "v2/beta" } })).toBe("https://eu.shop.test/v2/beta/items");
    expect(await urlOf({ server: "tenant", variables: { tenant: "acme" } })).toBe(
      "https://acme.shop.test/items",
    );
  });

  test("prefers the option baseURL to the server, and the server to the environment", async () => {
    vi.stubEnv("SHOP_BASE_URL", "https://env.test");
    expect(await urlOf({})).toBe("https://env.test/items");
    expect(await urlOf({ server: "sandbox" })).toBe("https://sandbox.shop.test/items");
    expect(await urlOf({ server: "sandbox", baseURL: "https://proxy.test/" })).toBe(
      "https://proxy.test/items",
    );
  });

  test.each<[Options, string]>([
    [{ server: "mars" }, "server cannot be mars: choose main or sandbox or tenant"],
    [{ variables: { region: "mars" } }, "variables.region cannot be mars: choose eu or us"],
    [{ variables: { zone: "1" } }, "variables.zone is not a variable of https://{region}.shop.test/{base}"],
    [{ server: "tenant" }, "variables.tenant must be a string"],
  ])("%j is refused when the client is created", (options, message) => {
    expect(() => new ApiClient<Options>(api, options)).toThrow(new ConfigurationError(message));
  });

  test("refuses a value of a variable that would add a user, a query or a fragment", async () => {
    for (const base of ["?a=", "#", "a@b"]) {
      await expect(urlOf({ variables: { base } })).rejects.toThrow(/^variables.base contains a character/);
    }
  });
});

test("a value of a variable in the host cannot lead to another host", async () => {
  const fetch = scriptedFetch();
  for (const tenant of ["evil.test/", "evil.test/x", "evil.test\\\\", "a@evil.test/"]) {
    const options = { fetch, server: "tenant", variables: { tenant } };
    expect(() => new ApiClient<Options>(api, options)).toThrow(
      new ConfigurationError(
        "variables.tenant contains a character that its place in the URL does not allow",
      ),
    );
  }
  expect(fetch.sent).toEqual([]);
});

describe("an operation with a server of its own", () => {
  test("is sent to the real server, which gets no credential in any place, unless it is trusted", async () => {
    await using main = await startServer((_, response) => void response.end("{}"));
    await using files = await startServer((_, response) => void response.end("{}"));
    const key = { kind: "apiKey", option: "key" } as const;
    const security = securitySchemes({
      schemes: {
        token: { kind: "bearer", option: "token" },
        inHeader: { ...key, in: "header", name: "X-Key" },
        inQuery: { ...key, in: "query", name: "key" },
        inCookie: { ...key, in: "cookie", name: "sid" },
      },
      requirement: [{ token: [], inHeader: [], inQuery: [], inCookie: [] }],
    });
    const client = new ApiClient<Options & { readonly token: string; readonly key: string }>(
      { name: "Shop", baseURL: main.url, environment: "SHOP", security },
      { token: "t0ken", key: "s3cret", logLevel: "off" },
    );
    const definition = { ...list, server: files.url };
    await client.request(list);
    await client.request(operation<Record<never, never>, unknown>(definition, { server: anonymousServer }));
    await client.request(operation<Record<never, never>, unknown>(definition, { server: ownServer }));

    const sent = [...main.arrived, ...files.arrived].map(({ path, headers }) => [
      path,
      headers.authorization,
      headers["x-key"],
      headers.cookie,
    ]);
    const all = ["/items?key=s3cret", "Bearer t0ken", "s3cret", "sid=s3cret"];
    expect(sent).toEqual([all, ["/items", undefined, undefined, undefined], all]);
  });

  test("can be called without a key if it gets none", async () => {
    const authentication = { kind: "apiKey", in: "header", name: "X-Key" } as const;
    const fetch = scriptedFetch();
    const client = new ApiClient<Options>({ ...api, authentication }, { fetch, logLevel: "off" });
    const definition = { ...list, server: "https://files.shop.test" };
    await client.request(operation<Record<never, never>, unknown>(definition, { server: anonymousServer }));
    expect(fetch.sent[0]?.url.href).toBe("https://files.shop.test/items");
    await expect(client.request(list)).rejects.toThrow("no Shop key");
  });

  test("is sent there, whichever server the client uses", async () => {
    expect(await urlOf({}, upload)).toBe("https://uploads.shop.test/items");
    expect(await urlOf({ server: "sandbox" }, upload)).toBe("https://uploads.shop.test/items");
  });

  test("is sent to another path of the client's server if its URL is relative", async () => {
    expect(await urlOf({}, next)).toBe("https://eu.shop.test/v2/items");
    expect(await urlOf({ server: "sandbox" }, next)).toBe("https://sandbox.shop.test/v2/items");
  });

  test("is sent to the base URL of the option or the environment, as all others", async () => {
    expect(await urlOf({ baseURL: "https://proxy.test/gate" }, upload)).toBe("https://proxy.test/gate/items");
    vi.stubEnv("SHOP_BASE_URL", "https://env.test");
    expect(await urlOf({}, next)).toBe("https://env.test/items");
  });

  test("gets the key only with ownServer, or if it is sent to the base URL of the client", async () => {
    const authentication = { kind: "apiKey", in: "header", name: "X-Key" } as const;
    const keyOf = async (server: typeof ownServer, options: Options = {}) => {
      const fetch = scriptedFetch();
      const client = new ApiClient<Options>({ ...api, authentication }, { fetch, apiKey: "k", ...options });
      const definition = { ...list, server: "https://uploads.shop.test" };
      await client.request(operation<Record<never, never>, unknown>(definition, { server }));
      return fetch.sent[0]?.headers.get("x-key");
    };
    expect(await keyOf(ownServer)).toBe("k");
    expect(await keyOf(anonymousServer)).toBeNull();
    expect(await keyOf(anonymousServer, { baseURL: "https://proxy.test" })).toBe("k");
  });
});
