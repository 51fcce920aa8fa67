// A client that is created where no key is available, such as at the top of a module while a program is built.
import { afterEach, describe, expect, test, vi } from "vitest";
import { ApiClient, type ClientOptions, ConfigurationError, uploadOperation } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { listItems, retrieveItem, scriptedFetch, shopApi } from "./support/shop.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

function make(options: ClientOptions = {}): ApiClient {
  return new ApiClient(shopApi, { logLevel: "off", clock: new FakeClock(), ...options });
}

const noKey = new ConfigurationError("no Shop key: pass the option apiKey or set SHOP_API_KEY");
const uploadItem = uploadOperation<{ name: string }, { id: string }>({
  create: { id: "createItem", method: "POST", path: "/v1/items", body: "json" },
  url: "uploadUrl",
  method: "PUT",
  contentType: "application/octet-stream",
});

describe("a client without a key", () => {
  test("can be created, but rejects every call with advice and sends nothing", async () => {
    const fetch = scriptedFetch();
    const client = make({ fetch, quota: { limit: 5 } });
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow(noKey);
    await expect(client.request(retrieveItem, { id: "1" }).withResponse()).rejects.toThrow(noKey);
    await expect(client.request(retrieveItem, { id: "1" }).asResponse()).rejects.toThrow(noKey);
    await expect(client.page(listItems)).rejects.toThrow(noKey);
    await expect(client.page(listItems).toArray()).rejects.toThrow(noKey);
    await expect(client.transport.upload(uploadItem, { name: "a" }, new Uint8Array(1))).rejects.toThrow(
      noKey,
    );
    expect(fetch.sent).toEqual([]);
  });

  test("calls public operations, without credentials", async () => {
    const fetch = scriptedFetch();
    const publicItem = { ...retrieveItem, authentication: false as const };
    await make({ fetch }).request(publicItem, { id: "1" });
    expect(fetch.sent.map(({ headers }) => headers.get("x-api-key"))).toEqual([null]);
  });

  test("does not fall back to the environment when its apiKey option is empty", async () => {
    vi.stubEnv("SHOP_API_KEY", "another");
    await expect(make({ apiKey: "" }).request(retrieveItem, { id: "1" })).rejects.toThrow(noKey);
  });

  test("has a base URL but no rate limit or quota state", () => {
    const client = make({ quota: { limit: 5 } });
    expect([client.baseURL, client.rateLimit.state(), client.quota.state()]).toEqual([
      "https://shop.test",
      undefined,
      undefined,
    ]);
  });

  test.each<[ClientOptions]>([
    [{ timeout: 0 }],
    [{ baseURL: "shop.test" }],
    [{ logLevel: "loud" as "debug" }],
    [{ rateLimit: { requests: 0 } }],
    [{ quota: { plan: "unheard of" } }],
    [{ quota: { limit: -1 } }],
    [{ apiKey: "a\nb" }],
    [{ apiKey: 5 as unknown as string }],
  ])("throws immediately for the invalid options %j", (options) => {
    expect(() => make(options)).toThrow(ConfigurationError);
  });
});

describe("the environment", () => {
  test("is read at the first use that finds a key, and never again", async () => {
    const fetch = scriptedFetch();
    const client = make({ fetch });
    const call = (): Promise<unknown> => client.request(retrieveItem, { id: "1" });
    await expect(call()).rejects.toThrow(noKey);
    vi.stubEnv("SHOP_API_KEY", "first");
    vi.stubEnv("SHOP_BASE_URL", "https://first.test");
    await call();
    vi.stubEnv("SHOP_API_KEY", "second");
    vi.stubEnv("SHOP_BASE_URL", "https://second.test");
    await call();
    vi.stubEnv("SHOP_API_KEY", undefined);
    await call();
    const seen = fetch.sent.map(({ url, headers }) => `${url.host} ${headers.get("x-api-key")}`);
    expect(seen).toEqual(Array(3).fill("first.test first"));
    expect(client.baseURL).toBe("https://first.test");
  });

  test.each([
    ["SHOP_API_KEY", "a\u00e9", /^SHOP_API_KEY contains a character/],
    ["SHOP_BASE_URL", "shop.test", /^SHOP_BASE_URL must be an http\(s\) URL/],
  ])("with an invalid %s=%s fails at the first use", async (name, value, message) => {
    vi.stubEnv("SHOP_API_KEY", "k");
    vi.stubEnv(name, value);
    const client = make();
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow(message);
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow(ConfigurationError);
  });

  test("without a base URL names both ways to set it, if the document has only a relative one", () => {
    const api = { ...shopApi, baseURL: "/v1" };
    const message = /^baseURL or SHOP_BASE_URL must be an http\(s\) URL/;
    expect(() => new ApiClient(api, { logLevel: "off", clock: new FakeClock(), apiKey: "k" })).toThrow(
      message,
    );
  });

  test("with a key in a browser fails at the first use, while the apiKey option fails immediately", async () => {
    vi.stubGlobal("window", { document: {} });
    vi.stubEnv("SHOP_API_KEY", "k");
    const inBrowser = /in a browser everyone can read the Shop key/;
    await expect(make().request(retrieveItem, { id: "1" })).rejects.toThrow(inBrowser);
    expect(() => make({ apiKey: "k" })).toThrow(inBrowser);
    const fetch = scriptedFetch();
    await make({ fetch, dangerouslyAllowBrowser: true }).request(retrieveItem, { id: "1" });
    expect(fetch.sent).toHaveLength(1);
  });
});

test("a client that gets its key later shares its limit and quota count with clients of the same key", async () => {
  const clock = new FakeClock();
  const options = { clock, fetch: scriptedFetch(), quota: { limit: 5 } };
  const [late, early] = [make(options), make({ ...options, apiKey: "shared" })];
  await early.request(retrieveItem, { id: "1" });
  vi.stubEnv("SHOP_API_KEY", "shared");
  await late.request(retrieveItem, { id: "1" });
  expect([late, early].map(({ quota }) => quota.state()?.used)).toEqual([2, 2]);
  expect([late, early].map(({ rateLimit }) => rateLimit.state()?.cooling)).toEqual([2, 2]);
});

test("state() counts as a first use and reads the key from the environment", () => {
  vi.stubEnv("SHOP_API_KEY", "k");
  const client = make({ quota: { limit: 5 } });
  expect(client.rateLimit.state()).toMatchObject({ limit: 20, queued: 0 });
  expect(client.quota.state()).toMatchObject({ used: 0, remaining: 5 });
});
