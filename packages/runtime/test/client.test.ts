import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  ApiClient,
  type ApiDescription,
  type ClientOptions,
  ConfigurationError,
  operation,
} from "../src/index.js";
import { retrieveItem, scriptedFetch, shop, shopApi } from "./support/shop.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

function make(options: ClientOptions, api: ApiDescription = shopApi): ApiClient {
  return new ApiClient(api, { rateLimit: false, ...options });
}

describe("a client", () => {
  test("takes its key and base URL from its options, then from the environment", async () => {
    vi.stubEnv("SHOP_API_KEY", " from-environment ");
    vi.stubEnv("SHOP_BASE_URL", "https://environment.test/");
    const fetch = scriptedFetch();
    await make({ fetch }).request(retrieveItem, { id: "1" });
    await make({ fetch, apiKey: "from-option", baseURL: "https://option.test" }).request(retrieveItem, {
      id: "1",
    });
    const seen = fetch.sent.map(({ url, headers }) => [url.host, headers.get("x-api-key")]);
    expect(seen).toEqual([
      ["environment.test", "from-environment"],
      ["option.test", "from-option"],
    ]);
  });

  test("needs no key if the API requires none", async () => {
    const { authentication: _, ...open } = shopApi;
    const fetch = scriptedFetch();
    await make({ fetch }, open).request(retrieveItem, { id: "1" });
    expect(Object.fromEntries(fetch.sent[0]?.headers ?? [])).toEqual({ accept: "application/json" });
  });

  test.each(["sk-1\n", "sk\r\nX: 1", "sk-é", "\u0000", " sk"])(
    "rejects the key %j without printing it",
    (apiKey) => {
      let message = "";
      try {
        make({ apiKey });
      } catch (error) {
        message = String(error);
      }
      expect(message).toMatch(/^ConfigurationError: the option apiKey contains a character/);
      expect(message).not.toContain("sk");
    },
  );

  test("rejects a key in a browser unless dangerouslyAllowBrowser is set", () => {
    vi.stubGlobal("window", { document: {} });
    expect(() => make({ apiKey: "k" })).toThrow(/in a browser everyone can read the Shop key/);
    expect(make({ apiKey: "k", dangerouslyAllowBrowser: true })).toBeInstanceOf(ApiClient);
  });

  test.each<[ClientOptions]>([
    [{ timeout: 0 }],
    [{ timeout: Number.NaN }],
    [{ maxRetries: -1 }],
    [{ baseURL: "shop.test" }],
    [{ baseURL: "ftp://shop.test" }],
    [{ baseURL: "https://shop.test?key=1" }],
    [{ baseURL: "https://user:word@shop.test" }],
    [{ logLevel: "loud" as "debug" }],
    [{ rateLimit: { requests: 0 } }],
    [{ rateLimit: { requests: 1.5 } }],
    [{ rateLimit: { requests: Number.POSITIVE_INFINITY } }],
    [{ rateLimit: { perSeconds: -1 } }],
    [{ rateLimit: { recoverySeconds: Number.NaN } }],
    [{ rateLimit: { maxQueue: -1 } }],
  ])("rejects the invalid options %j", (options) => {
    expect(() => make({ apiKey: "k", ...options })).toThrow(ConfigurationError);
  });

  test("does not share its key, base URL, fetch or headers with another client", async () => {
    const [one, two] = [scriptedFetch(), scriptedFetch()];
    const first = make({ apiKey: "key-one", fetch: one, baseURL: "https://one.test" });
    const second = make({ apiKey: "key-two", fetch: two, defaultHeaders: { "x-two": "2" } });
    await Promise.all([first.request(retrieveItem, { id: "1" }), second.request(retrieveItem, { id: "2" })]);
    const seen = [one, two].map(({ sent }) =>
      sent.map(({ url, headers }) => [url.href, headers.get("x-api-key")]),
    );
    expect(seen).toEqual([
      [["https://one.test/v1/items/1", "key-one"]],
      [["https://shop.test/v1/items/2", "key-two"]],
    ]);
    expect(one.sent[0]?.headers.has("x-two")).toBe(false);
  });

  test("creates a client of the same class with some options changed", async () => {
    class Shop extends ApiClient {
      constructor(options: ClientOptions = {}) {
        super(shopApi, options);
      }
    }
    const fetch = scriptedFetch();
    const client = new Shop({ apiKey: "k", fetch, rateLimit: false, defaultHeaders: { "x-a": "1" } });
    const changed = client.withOptions({ baseURL: "https://changed.test" });
    expect(changed).toBeInstanceOf(Shop);
    await changed.request(retrieveItem, { id: "1" });
    expect(fetch.sent[0]?.url.host).toBe("changed.test");
    expect(fetch.sent[0]?.headers.get("x-a")).toBe("1");
    expect(client.baseURL).toBe("https://shop.test");
    expect(shop().withOptions({ maxRetries: 0 })).toBeInstanceOf(ApiClient);
  });

  test("does not show its key when it is printed", () => {
    expect(inspect(shop(), { depth: 10, showHidden: true })).not.toContain("secret-key");
  });

  test.each([
    [{ kind: "bearer" }, "authorization", "Bearer user:pass"],
    [{ kind: "basic" }, "authorization", "Basic dXNlcjpwYXNz"],
    [{ kind: "apiKey", in: "cookie", name: "session" }, "cookie", "session=user:pass"],
  ] as const)("authenticates with %j", async (authentication, header, value) => {
    const fetch = scriptedFetch();
    await make({ apiKey: "user:pass", fetch }, { ...shopApi, authentication }).request(retrieveItem, {
      id: "1",
    });
    expect(fetch.sent[0]?.headers.get(header)).toBe(value);
  });

  test("can send its key in the query, except to public operations", async () => {
    const api: ApiDescription = { ...shopApi, authentication: { kind: "apiKey", in: "query", name: "key" } };
    const fetch = scriptedFetch();
    const open = operation<object, unknown>({
      id: "open",
      method: "GET",
      path: "/open",
      authentication: false,
    });
    await make({ apiKey: "k", fetch }, api).request(retrieveItem, { id: "1" });
    await make({ apiKey: "k", fetch }, api).request(open);
    expect(fetch.sent.map(({ url }) => url.search)).toEqual(["?key=k", ""]);
  });
});
