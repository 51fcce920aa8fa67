// An API with several security schemes: which credentials a request carries, and where they come from.
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Credential, type SecurityDescription, securitySchemes } from "../src/auth/index.js";
import { styledHeaders } from "../src/encoders/index.js";
import {
  ApiClient,
  type ApiDescription,
  type ClientOptions,
  ConfigurationError,
  type OperationDefinition,
  operation,
} from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, type scriptedFetch as ScriptedFetch, scriptedFetch } from "./support/shop.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const schemes: SecurityDescription["schemes"] = {
  account: { kind: "apiKey", in: "header", name: "X-Account", option: "accountKey" },
  secret: { kind: "apiKey", in: "header", name: "X-Secret", option: "secret" },
  app: { kind: "apiKey", in: "query", name: "app_id", option: "app" },
  session: { kind: "apiKey", in: "cookie", name: "sid", option: "sessionKey" },
  login: { kind: "basic", username: "username", password: "password" },
  token: { kind: "bearer", option: "token" },
  scheme: { kind: "bearer", scheme: "Token", option: "other" },
};

type Options = Omit<ClientOptions, "apiKey"> & {
  readonly [Name in
    | "apiKey"
    | "accountKey"
    | "secret"
    | "app"
    | "sessionKey"
    | "token"
    | "other"]?: Credential;
} & { readonly username?: string; readonly password?: string };

function api(requirement: SecurityDescription["requirement"] = [{ token: [] }]): ApiDescription {
  return {
    name: "Vault",
    baseURL: "https://vault.test",
    environment: "VAULT",
    security: securitySchemes({ schemes, requirement, apiKey: "token" }),
  };
}

const list = { id: "listBoxes", method: "GET", path: "/boxes" } as const;

/** Calls an operation, and returns the request that was sent. */
async function sent(
  options: Options,
  {
    requirement,
    definition = {},
    call = {},
  }: {
    readonly requirement?: SecurityDescription["requirement"];
    readonly definition?: Partial<OperationDefinition>;
    readonly call?: {
      readonly headers?: Record<string, string | null>;
      readonly query?: Record<string, unknown>;
    };
  } = {},
) {
  const fetch = scriptedFetch();
  const client = new ApiClient<Options>(api(requirement), { fetch, logLevel: "off", ...options });
  await client.request(operation<Record<never, never>, unknown>({ ...list, ...definition }), {}, call);
  return credentialsOf(fetch);
}

function credentialsOf({ sent: [request] }: ReturnType<typeof ScriptedFetch>) {
  const names = ["authorization", "x-account", "x-secret", "cookie"];
  const headers = names.flatMap((name) => {
    const value = request?.headers.get(name);
    return value == null ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(headers), ...(request?.url.search && { query: request.url.search }) };
}

describe("the credentials of a request", () => {
  const pairOrToken = { requirement: [{ account: [], secret: [] }, { token: [] }] };

  test("are all those of an alternative with several schemes", async () => {
    expect(await sent({ accountKey: "a", secret: "s" }, pairOrToken)).toEqual({
      "x-account": "a",
      "x-secret": "s",
    });
  });

  test("are those of the first complete alternative, not a part of another", async () => {
    expect(await sent({ accountKey: "a", token: "t" }, pairOrToken)).toEqual({ authorization: "Bearer t" });
    const all = { accountKey: "a", secret: "s", token: "t" };
    expect(await sent(all, pairOrToken)).toEqual({ "x-account": "a", "x-secret": "s" });
  });

  test("are those that the operation needs, in place of those of the API", async () => {
    const options = { token: "t", username: "ada", password: "pw" };
    const definition = { security: [{ login: [] }] };
    expect(await sent(options, { definition })).toEqual({ authorization: `Basic ${btoa("ada:pw")}` });
    expect(await sent(options)).toEqual({ authorization: "Bearer t" });
  });

  test("are sent if they are optional and given", async () => {
    const optional = { requirement: [{}, { token: [] }] };
    expect(await sent({ token: "t" }, optional)).toEqual({ authorization: "Bearer t" });
    expect(await sent({}, optional)).toEqual({});
  });

  test("are not sent to public operations", async () => {
    expect(await sent({ token: "t" }, { definition: { authentication: false } })).toEqual({});
    expect(await sent({}, { definition: { security: [] } })).toEqual({});
  });

  test("are in the query, in a cookie beside other cookies, and after the name of another scheme", async () => {
    expect(await sent({ app: "a&b" }, { requirement: [{ app: [] }] })).toEqual({ query: "?app_id=a%26b" });
    expect(await sent({ sessionKey: "s1" }, { requirement: [{ session: [] }] })).toEqual({
      cookie: "sid=s1",
    });
    expect(await sent({ other: "t" }, { requirement: [{ scheme: [] }] })).toEqual({
      authorization: "Token t",
    });
    const fetch = scriptedFetch();
    const client = new ApiClient<Options>(api([{ session: [], app: [] }]), {
      fetch,
      sessionKey: "s1",
      app: "a",
    });
    const themed = operation<{ theme: string }, unknown>(
      { ...list, path: "/boxes?all=1", cookies: [{ name: "theme" }] },
      { headers: styledHeaders },
    );
    await client.request(themed, { theme: "dark" });
    expect(credentialsOf(fetch)).toEqual({ cookie: "theme=dark; sid=s1", query: "?all=1&app_id=a" });
  });

  test("give way to headers and query parameters of the caller", async () => {
    const options = { token: "t", app: "a" };
    const both = { requirement: [{ token: [], app: [] }] };
    const call = { headers: { Authorization: "Own x" }, query: { app_id: "other" } };
    expect(await sent(options, { ...both, call })).toEqual({
      authorization: "Own x",
      query: "?app_id=other",
    });
    expect(await sent(options, { ...both, call: { headers: { Authorization: null } } })).toEqual({
      query: "?app_id=a",
    });
    const defaultHeaders = { AUTHORIZATION: "Own y" };
    expect(await sent({ ...options, defaultHeaders })).toEqual({ authorization: "Own y" });
  });

  test("of basic authentication are UTF-8, and the password may be missing", async () => {
    const login = { requirement: [{ login: [] }] };
    const { authorization } = await sent({ username: "Zoë", password: "pä:ß" }, login);
    const bytes = Uint8Array.from(atob(authorization.slice("Basic ".length)), (letter) =>
      letter.charCodeAt(0),
    );
    expect(new TextDecoder().decode(bytes)).toBe("Zoë:pä:ß");
    expect(await sent({ username: "sk_x" }, login)).toEqual({ authorization: `Basic ${btoa("sk_x:")}` });
  });

  test("come from the environment, unless an option is empty", async () => {
    vi.stubEnv("VAULT_ACCOUNT_KEY", "from-env");
    vi.stubEnv("VAULT_SECRET", "secret-env");
    vi.stubEnv("VAULT_API_KEY", "token-env");
    expect(await sent({}, pairOrToken)).toEqual({ "x-account": "from-env", "x-secret": "secret-env" });
    expect(await sent({ secret: "" }, pairOrToken)).toEqual({ authorization: "Bearer token-env" });
  });

  test("come from variables with names of their own, which the message about missing ones has, too", async () => {
    vi.stubEnv("VAULT_CLIENT", "ada");
    vi.stubEnv("OTHER_PASS", "pw");
    const security = securitySchemes({
      schemes,
      requirement: [{ login: [] }],
      variables: { username: "VAULT_CLIENT", password: "OTHER_PASS" },
    });
    const call = async () => {
      const fetch = scriptedFetch();
      const client = new ApiClient<Options>({ ...api(), security }, { fetch, logLevel: "off" });
      await client.request(operation<Record<never, never>, unknown>(list), {});
      return credentialsOf(fetch);
    };
    expect(await call()).toEqual({ authorization: `Basic ${btoa("ada:pw")}` });
    vi.stubEnv("VAULT_CLIENT", undefined);
    vi.stubEnv("VAULT_USERNAME", "not read");
    await expect(call()).rejects.toThrow("pass username (or VAULT_CLIENT), password (or OTHER_PASS)");
  });

  test("name a variable of two options once", async () => {
    const security = securitySchemes({
      schemes,
      requirement: [{ token: [] }],
      apiKey: "token",
      variables: { token: "VAULT_API_KEY" },
    });
    const client = new ApiClient<Options>({ ...api(), security }, { logLevel: "off" });
    await expect(client.request(operation<Record<never, never>, unknown>(list), {})).rejects.toThrow(
      "pass token or apiKey (or VAULT_API_KEY)",
    );
  });

  test("may be the option apiKey for one scheme", async () => {
    expect(await sent({ apiKey: "k" })).toEqual({ authorization: "Bearer k" });
    expect(await sent({ apiKey: "k", token: "t" })).toEqual({ authorization: "Bearer t" });
  });
});

describe("missing and invalid credentials", () => {
  test("reject a call with the options and variables that it needs, and send nothing", async () => {
    const requirement = [{ account: [], secret: [] }, { login: [] }];
    await expect(sent({ accountKey: "a", token: "t" }, { requirement })).rejects.toThrow(
      new ConfigurationError(
        "no Vault credentials for listBoxes: pass accountKey (or VAULT_ACCOUNT_KEY) and secret (or VAULT_SECRET), " +
          "or username (or VAULT_USERNAME), password (or VAULT_PASSWORD)",
      ),
    );
  });

  test("name the option apiKey, too, for the scheme that it belongs to", async () => {
    await expect(sent({}, { requirement: [{ token: [] }] })).rejects.toThrow(
      new ConfigurationError(
        "no Vault credentials for listBoxes: pass token or apiKey (or VAULT_TOKEN or VAULT_API_KEY)",
      ),
    );
  });

  test.each<[Options, string]>([
    [{ token: "a\nb" }, "the option token contains a character that is not allowed in headers"],
    [{ token: 1 as never }, "token must be a string"],
    [{ username: "a:b" }, "username must be a string without a colon"],
    [{ username: "a", password: 1 as never }, "password must be a string"],
  ])("%j is refused when the client is created", (options, message) => {
    expect(() => new ApiClient<Options>(api(), options)).toThrow(new ConfigurationError(message));
  });

  test("a credential is refused in a browser", () => {
    vi.stubGlobal("window", { document: {} });
    expect(() => new ApiClient<Options>(api(), { token: "t" })).toThrow(/in a browser everyone can read/);
    expect(() => new ApiClient<Options>(api(), { token: "t", dangerouslyAllowBrowser: true })).not.toThrow();
  });
});

describe("a token from a function", () => {
  const get = operation<Record<never, never>, unknown>({ ...list, security: [{ token: ["read"] }] });

  test("is asked for at each attempt, with the scopes that the operation needs", async () => {
    const asked: unknown[] = [];
    const token: Credential = async ({ signal, ...request }) => {
      expect(signal.aborted).toBe(false);
      return `t${asked.push(request)}`;
    };
    const clock = new FakeClock();
    const fetch = scriptedFetch(json({}, 503), json({ ok: true }));
    const client = new ApiClient<Options>(api(), { fetch, clock, token, logLevel: "off" });
    const call = client.request(get);
    await clock.advance(1_000);
    await call;
    expect(fetch.sent.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer t1", "Bearer t2"]);
    expect(asked).toEqual(Array(2).fill({ operation: "listBoxes", scopes: ["read"] }));
  });

  test("may be returned directly, and is not asked for by operations that do not need it", async () => {
    const token = vi.fn(() => "direct");
    expect(await sent({ token })).toEqual({ authorization: "Bearer direct" });
    await sent({ token, app: "a" }, { requirement: [{ app: [] }, { token: [] }] });
    expect(token).toHaveBeenCalledTimes(1);
  });

  test("fails the call with the function's own error, without a request or a retry", async () => {
    const failure = new Error("signed out");
    const fetch = scriptedFetch();
    const token = vi.fn(() => Promise.reject(failure));
    const client = new ApiClient<Options>(api(), { fetch, token, logLevel: "off" });
    await expect(client.request(get)).rejects.toBe(failure);
    expect([fetch.sent.length, token.mock.calls.length]).toEqual([0, 1]);
    const empty = new ApiClient<Options>(api(), { fetch, token: () => "", logLevel: "off" });
    await expect(empty.request(get)).rejects.toThrow(/^the result of the option token contains a character/);
  });

  test("is waited for within the timeout of the attempt, and its signal is aborted", async () => {
    const clock = new FakeClock();
    let signal: AbortSignal | undefined;
    const token: Credential = (request) => {
      signal = request.signal;
      return new Promise(() => {});
    };
    const fetch = scriptedFetch();
    const client = new ApiClient<Options>(api(), { fetch, clock, token, maxRetries: 0, logLevel: "off" });
    const call = client.request(get, {}, { timeout: 500 });
    const result = expect(call).rejects.toThrow(/timeout/);
    await clock.advance(500);
    await result;
    expect([signal?.aborted, fetch.sent.length, clock.pending]).toEqual([true, 0, 0]);
  });

  test("is hidden in errors and logs, as are the tokens before it", async () => {
    let count = 0;
    const lines: string[] = [];
    const log = (...parts: unknown[]) => void lines.push(JSON.stringify(parts));
    const fetch = scriptedFetch(
      json({}),
      json({ message: "renewed-token-1, renewed-token-2 and key-in-query are wrong" }, 401),
    );
    const client = new ApiClient<Options>(api([{ token: [], app: [] }]), {
      fetch,
      token: () => `renewed-token-${++count}`,
      app: "key-in-query",
      logLevel: "debug",
      logger: { error: log, warn: log, info: log, debug: log },
    });
    const any = operation<Record<never, never>, unknown>(list);
    await client.request(any);
    await expect(client.request(any)).rejects.toThrow(/\*\*\*, \*\*\* and \*\*\* are wrong/);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join()).not.toMatch(/renewed-token|key-in-query/);
  });
});

describe("the rate limit of several credentials", () => {
  const limited = { ...api(), rateLimit: { requests: 2, perSeconds: 1, recoverySeconds: 1 } };
  const any = operation<Record<never, never>, unknown>(list);

  /** How many requests two clients send at once. */
  async function together(one: Options, other: Options): Promise<number> {
    const [clock, fetch] = [new FakeClock(), scriptedFetch()];
    for (const options of [one, other]) {
      const client = new ApiClient<Options>(limited, { fetch, clock, logLevel: "off", ...options });
      for (let call = 0; call < 3; call++) client.request(any).catch(() => {});
    }
    await clock.advance(0);
    return fetch.sent.length;
  }

  test("is shared by clients with the same credentials or function, and by nobody else", async () => {
    const [token, other] = [() => "t", () => "t"];
    expect(await together({ token: "same" }, { token: "same" })).toBe(2);
    expect(await together({ token: "one" }, { token: "two" })).toBe(4);
    expect(await together({ token }, { token })).toBe(2);
    expect(await together({ token }, { token: other })).toBe(4);
    expect(await together({ token, account: "acme" }, { token: other, account: "acme" })).toBe(2);
  });
});
