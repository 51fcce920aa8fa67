// The log of a server shows which program sent a request, with which client and on which platform.
import { afterEach, describe, expect, test, vi } from "vitest";
import { ApiClient, type ClientOptions, ConfigurationError, type Fetch } from "../src/index.js";
import { startServer } from "./support/server.js";
import { json, retrieveItem, shopApi } from "./support/shop.js";

const product = { name: "shop-sdk", version: "1.2.3" };
const platform = `node ${process.versions.node.split(".").slice(0, 2).join(".")}`;

/** The header that a client passes to `fetch`; null: it is left to the platform. */
async function headerOf(options: ClientOptions = {}, api = { ...shopApi, product }): Promise<string | null> {
  let header: string | null = null;
  const fetch: Fetch = async (_, init) => {
    header = new Headers(init?.headers).get("user-agent");
    return json({ id: "1" });
  };
  const client = new ApiClient(api, { apiKey: "secret-key", rateLimit: false, fetch, ...options });
  await client.request(retrieveItem, { id: "1" });
  return header;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the user-agent header", () => {
  test("is sent with the client's name, its version and the platform", async () => {
    await using server = await startServer((_, response) => response.end("{}"));
    const api = { ...shopApi, product, baseURL: server.url };
    await new ApiClient(api, { apiKey: "secret-key" }).request(retrieveItem, { id: "1" });
    expect(server.arrived.map(({ headers }) => headers["user-agent"])).toEqual([
      `shop-sdk/1.2.3 (${platform})`,
    ]);
  });

  test("starts with the userAgent option", async () => {
    expect(await headerOf({ userAgent: "acme-portal/2.1" })).toBe(
      `acme-portal/2.1 shop-sdk/1.2.3 (${platform})`,
    );
  });

  test("is not set when userAgent is null or the API definition has no product", async () => {
    expect(await headerOf({ userAgent: null })).toBeNull();
    expect(await headerOf({}, shopApi as typeof shopApi & { product: never })).toBeNull();
  });

  test("is overridden by defaultHeaders", async () => {
    expect(await headerOf({ defaultHeaders: { "User-Agent": "mine" } })).toBe("mine");
    expect(await headerOf({ defaultHeaders: { "User-Agent": null } })).toBeNull();
  });

  test("is not set in a browser, where it would need a CORS preflight", async () => {
    vi.stubGlobal("window", { document: {} });
    expect(await headerOf({ dangerouslyAllowBrowser: true, userAgent: "acme-portal/2.1" })).toBeNull();
  });

  test.each([
    ["Bun", { process: { versions: { node: "24.3.0", bun: "1.4.5" } } }, "shop-sdk/1.2.3 (bun 1.4)"],
    ["Deno", { Deno: { version: { deno: "2.9.6" } } }, "shop-sdk/1.2.3 (deno 2.9)"],
    ["workerd", { WebSocketPair: class {} }, "shop-sdk/1.2.3 (workerd)"],
    ["Vercel's edge runtime", { EdgeRuntime: "edge-runtime" }, "shop-sdk/1.2.3 (edge-runtime)"],
    ["no platform when it is unknown", { process: undefined }, "shop-sdk/1.2.3"],
  ])("names %s", async (_, globals, header) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(await headerOf()).toBe(header);
  });

  test.each(["", "two\nlines", "smörgås", " padded"])("cannot be %j", (userAgent) => {
    expect(() => new ApiClient(shopApi, { apiKey: "secret-key", userAgent })).toThrow(ConfigurationError);
  });
});
