import { describe, expect, test } from "vitest";
import { ApiClient, ConfigurationError, PermissionDeniedError } from "../src/index.js";
import { openSession, type SessionOptions, SessionTokenError, sessionKey } from "../src/sessions/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { appKey, encrypted, sessions, vectors } from "./support/session-tokens.js";
import { json, retrieveItem, scriptedFetch, shopApi } from "./support/shop.js";

const QUIET = { logLevel: "off", rateLimit: false } as const;

async function open(token: string, options: SessionOptions = {}) {
  return openSession<Record<string, string>>(sessions, token, { apiKey: appKey, ...options });
}

/** The base URL of a client that is created from a token with this base URL. */
async function addressFor(baseUrl: string, options: SessionOptions = {}): Promise<string> {
  const opened = await open(await encrypted({ workspaceId: "w", baseUrl }), { ...QUIET, ...options });
  return new ApiClient(shopApi, opened).baseURL;
}

describe("the session key", () => {
  const bound = { workspaceId: "w", tokenId: "t" };
  test("contains the workspace and the token ID when the payload has them", () => {
    expect(sessionKey(sessions, "k")).toBe("k");
    expect(sessionKey(sessions, "k", { workspaceId: "w" })).toBe("w/k");
    expect(sessionKey(sessions, "k", bound)).toBe("w/k/t");
  });

  test("can omit the token ID", () => {
    expect(sessionKey(sessions, "k", bound, { bound: false })).toBe("w/k");
    expect(sessionKey(sessions, "k", { ...bound, tokenId: "" })).toBe("w/k");
    const { session: _, ...unbound } = sessions;
    expect(sessionKey(unbound, "k", bound)).toBe("w/k");
  });

  test.each([{}, { workspaceId: "a/b" }, { workspaceId: "w", tokenId: "a\nb" }])(
    "throws when the payload could produce another key: %j",
    (payload) => {
      expect(() => sessionKey(sessions, "k", payload)).toThrow(ConfigurationError);
    },
  );

  test.each([
    ["bound", {}, `ws_1/${appKey}/tok_1`],
    ["unbound", { bound: false }, `ws_1/${appKey}`],
  ])("is sent with each request: %s", async (_, options, expected) => {
    const fetch = scriptedFetch(json({ id: "1" }));
    const opened = await open(vectors.internal.token, { ...QUIET, fetch, ...options });
    await new ApiClient(shopApi, opened).request(retrieveItem, { id: "1" });
    expect(fetch.sent.map(({ headers }) => headers.get("x-api-key"))).toEqual([expected]);
    expect(opened.session).toEqual(vectors.internal.payload);
  });
});

describe("the base URL in a token", () => {
  test.each([
    ["https://shop.test", "https://shop.test"],
    ["https://SHOP.test:443/", "https://shop.test"],
    ["https://shop.example", "https://shop.example"],
    ["", "https://shop.test"],
  ])("is used when the API allows it: %s", async (named, expected) => {
    expect(await addressFor(named)).toBe(expected);
  });

  test.each([
    "https://evil.test",
    "https://shop.test.evil.test",
    "https://shop.test@evil.test",
    "https://shop.test:8443",
    "https://evil.test/https://shop.test",
    "https://evil.test#https://shop.test",
    "https://shop.test/../../evil",
    "https://user:pw@shop.test",
    "https://shop.test?x=1",
    "https://shop.test%2eevil.test",
    "https://shop.test\\@evil.test",
    "https://shop.test。evil.test",
    "https://ѕhop.test",
    "http://shop.test",
    "//shop.test",
    "shop.test",
    "javascript:alert(1)",
  ])("is rejected when the API does not allow it: %s", async (named) => {
    const refused = await addressFor(named).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SessionTokenError);
    expect((refused as SessionTokenError).code).toBe("untrusted-base-url");
    expect((refused as SessionTokenError).message).not.toContain(named);
  });

  test("is checked against allowedBaseURLs instead of the API's own list", async () => {
    const options = { allowedBaseURLs: ["https://eu.shop.test/api"] };
    expect(await addressFor("https://eu.shop.test/api/", options)).toBe("https://eu.shop.test/api");
    await expect(addressFor("https://eu.shop.test", options)).rejects.toThrow(SessionTokenError);
    await expect(addressFor("https://shop.test", options)).rejects.toThrow(SessionTokenError);
  });

  test("is ignored when the caller or the environment sets the base URL", async () => {
    expect(await addressFor("https://evil.test", { baseURL: "https://mine.test" })).toBe("https://mine.test");
    process.env.SHOP_BASE_URL = "https://local.test";
    try {
      expect(await addressFor("https://evil.test")).toBe("https://local.test");
    } finally {
      delete process.env.SHOP_BASE_URL;
    }
  });

  test("gets no request when it is rejected", async () => {
    const fetch = scriptedFetch(json({}));
    await expect(addressFor("https://evil.test", { fetch })).rejects.toThrow(SessionTokenError);
    expect(fetch.sent).toEqual([]);
  });
});

describe("the rate limit of sessions", () => {
  const limiterOf = async (payload: object, options: SessionOptions) => {
    const names: string[] = [];
    const opened = await open(await encrypted(payload), {
      logLevel: "off",
      clock: new FakeClock(),
      ...options,
      rateLimit: {
        limiter: ({ name, fallback }) => {
          names.push(name);
          return fallback();
        },
      },
    });
    new ApiClient(shopApi, opened);
    return names[0];
  };

  test("is shared by all sessions of a workspace, and separate for each workspace and account", async () => {
    const first = await limiterOf({ workspaceId: "w", tokenId: "1" }, {});
    expect(first).toBeDefined();
    expect(await limiterOf({ workspaceId: "w", tokenId: "2" }, {})).toBe(first);
    expect(await limiterOf({ workspaceId: "w", tokenId: "2" }, { bound: false })).toBe(first);
    expect(await limiterOf({ workspaceId: "v", tokenId: "1" }, {})).not.toBe(first);
    expect(await limiterOf({ workspaceId: "w", tokenId: "1" }, { account: "all" })).not.toBe(first);
  });
});

test("a 403 after the session ends rejects with PermissionDeniedError and the API's message, and is not retried", async () => {
  const fetch = scriptedFetch(json({ message: "Forbidden" }, 403));
  const opened = await open(vectors.internal.token, { ...QUIET, fetch });
  const client = new ApiClient(shopApi, opened);
  const error = await client.request(retrieveItem, { id: "1" }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PermissionDeniedError);
  expect(error).toMatchObject({ status: 403, operation: "retrieveItem" });
  expect((error as Error).message).toContain("Forbidden");
  expect(fetch.sent).toHaveLength(1);
  expect(JSON.stringify(error) + String(error)).not.toContain(appKey);
});
