import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binaryBody,
  type Encoders,
  formBody,
  type OperationDefinition,
  operation,
  type RequestOptions,
  styledQuery,
  textBody,
} from "../src/index.js";
import { type Sent, scriptedFetch, shop } from "./support/shop.js";

type Params = Readonly<Record<string, unknown>>;
type Definition = Partial<OperationDefinition>;

/** What goes out for an operation and its parameters. */
async function sent(
  definition: Definition,
  params?: Params,
  options?: RequestOptions,
  encoders?: Encoders,
): Promise<Sent> {
  const fetch = scriptedFetch();
  const described = operation<Params, unknown>(
    { id: "thing", method: "GET", path: "/v1/things", ...definition },
    encoders,
  );
  await shop({ fetch }).request(described, params, options);
  expect(fetch.sent).toHaveLength(1);
  return fetch.sent[0] as Sent;
}

async function query(parameter: NonNullable<Definition["query"]>[number], value: unknown): Promise<string> {
  const name = typeof parameter === "string" ? parameter : parameter.name;
  const encoders = typeof parameter === "string" ? undefined : { query: styledQuery };
  return (await sent({ query: [parameter] }, { [name]: value }, {}, encoders)).url.search;
}

describe("a path", () => {
  test("keeps whatever an id holds in its one segment", async () => {
    const id = fc.string({ unit: "binary", minLength: 1 }).filter((text) => text !== "." && text !== "..");
    await fc.assert(
      fc.asyncProperty(id, async (value) => {
        const { url } = await sent({ path: "/v1/things/{id}/parts" }, { id: value });
        const [, version, things, encoded, parts, ...more] = url.pathname.split("/");
        expect([version, things, parts, ...more, url.search, url.hash]).toEqual([
          "v1",
          "things",
          "parts",
          "",
          "",
        ]);
        expect(decodeURIComponent(encoded ?? "")).toBe(value);
      }),
    );
  });

  test.each([
    ["", /is empty/],
    [".", /cannot be "\."/],
    ["..", /cannot be "\.\."/],
    [undefined, /is missing/],
    [null, /is missing/],
    [{}, /must be a string or a number/],
    ["\ud800", /cannot be invalid Unicode/],
  ])("refuses the id %j, naming operation and parameter, and sends nothing", async (id, problem) => {
    const fetch = scriptedFetch();
    const thing = operation<{ id: unknown }, unknown>({
      id: "retrieveThing",
      method: "GET",
      path: "/things/{id}",
    });
    const call = shop({ fetch }).request(thing, { id });
    await expect(call).rejects.toThrow(TypeError);
    await expect(call).rejects.toThrow(problem);
    await expect(call).rejects.toThrow(/retrieveThing: path parameter id/);
    expect(fetch.sent).toEqual([]);
  });

  test("lets a value with several segments keep its slashes, each part encoded by itself", async () => {
    const { url } = await sent({ path: "/v1/channels/{+id}/x" }, { id: "work space/a?b#c/1" });
    expect(url.pathname).toBe("/v1/channels/work%20space/a%3Fb%23c/1/x");
  });

  test.each(["a/../b", "../a", "a//b", "a/", "/a", "."])(
    "refuses the value %j that would leave its place over several segments",
    async (id) => {
      await expect(sent({ path: "/v1/{+id}" }, { id })).rejects.toThrow(TypeError);
    },
  );

  test("follows the path of the base URL", async () => {
    const fetch = scriptedFetch();
    const thing = operation<Params, unknown>({ id: "thing", method: "GET", path: "/v1/things/{id}" });
    await shop({ fetch, baseURL: "https://proxy.test/shop/" }).request(thing, { id: 7 });
    expect(fetch.sent[0]?.url.href).toBe("https://proxy.test/shop/v1/things/7");
  });
});

describe("a query", () => {
  test("repeats the name for each item of an array", async () => {
    expect(await query("tag", ["a b", "c&d"])).toBe("?tag=a%20b&tag=c%26d");
  });

  test("joins an array by its style's separator when it is not exploded", async () => {
    expect(await query({ name: "id", explode: false }, [1, 2])).toBe("?id=1,2");
    expect(await query({ name: "id", style: "pipeDelimited" }, ["a", "b|c"])).toBe("?id=a|b%7Cc");
    expect(await query({ name: "id", style: "spaceDelimited" }, ["a", "b"])).toBe("?id=a%20b");
  });

  test("writes an object by its style", async () => {
    const value = { from: 1, to: 2 };
    expect(await query("range", value)).toBe("?from=1&to=2");
    expect(await query({ name: "range", explode: false }, value)).toBe("?range=from,1,to,2");
    const deep = await query({ name: "f", style: "deepObject" }, { name: { is: "x" }, tags: ["a", "b"] });
    expect(decodeURIComponent(deep)).toBe("?f[name][is]=x&f[tags][0]=a&f[tags][1]=b");
  });

  test("leaves out undefined, null and empty lists, and keeps false, 0 and the empty text", async () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const { url } = await sent({ query: names }, { a: undefined, b: null, c: [], d: false, e: 0, f: "" });
    expect(url.search).toBe("?d=false&e=0&f=");
  });

  test("writes dates as ISO 8601 and big integers in full", async () => {
    const { url } = await sent({ query: ["at", "big"] }, { at: new Date(0), big: 2n ** 64n });
    expect(url.searchParams.get("at")).toBe("1970-01-01T00:00:00.000Z");
    expect(url.searchParams.get("big")).toBe("18446744073709551616");
  });

  test("in a style of its own needs an encoder, and the call says which", async () => {
    const call = sent({ query: [{ name: "ids", explode: false }] }, { ids: [1, 2] });
    await expect(call).rejects.toThrow("ids: operation() was not given the encoder styledQuery");
  });

  test("takes further parameters from the call's options, which win", async () => {
    const { url } = await sent({ query: ["limit"] }, { limit: 1 }, { query: { limit: 2, preview: true } });
    expect(url.search).toBe("?limit=2&preview=true");
  });
});

describe("a body", () => {
  const post: Definition = {
    method: "POST",
    path: "/v1/things/{id}",
    query: ["dryRun"],
    headers: ["X-Part"],
  };

  test("is what travels neither in the path nor in the query nor in a header", async () => {
    const params = { id: "1", dryRun: true, "X-Part": "p", name: "n", note: null, gone: undefined };
    const { url, init, headers } = await sent({ ...post, body: "json" }, params);
    expect(JSON.parse(init.body as string)).toEqual({ name: "n", note: null });
    expect([url.pathname, url.search, headers.get("x-part")]).toEqual(["/v1/things/1", "?dryRun=true", "p"]);
    expect(headers.get("content-type")).toBe("application/json");
  });

  test("is an empty object when nothing is left for it", async () => {
    const { init, headers } = await sent({ ...post, body: "json" }, { id: "1" });
    expect(init.body).toBe("{}");
    expect(headers.get("content-type")).toBe("application/json");
  });

  test("is not sent when nothing is left for it and the operation can do without", async () => {
    const { init, headers } = await sent({ ...post, body: "json", bodyOptional: true }, { id: "1" });
    expect(init.body).toBeUndefined();
    expect(headers.has("content-type")).toBe(false);
  });

  test("may be one parameter, of any type", async () => {
    const { init } = await sent(
      { ...post, body: "json", bodyParameter: "items" },
      { id: "1", items: [1, null] },
    );
    expect(init.body).toBe("[1,null]");
  });

  test("keeps an attribute called __proto__", async () => {
    const { init } = await sent(
      { ...post, body: "json" },
      JSON.parse('{"id":"1","__proto__":{"a":1}}') as Params,
    );
    expect(init.body).toBe('{"__proto__":{"a":1}}');
  });

  test("may have a content type of its own", async () => {
    const merge = "application/merge-patch+json";
    const { headers } = await sent({ ...post, body: "json", contentType: merge }, { id: "1", name: "n" });
    expect(headers.get("content-type")).toBe(merge);
  });

  test("may be a form", async () => {
    const { init } = await sent(
      { ...post, body: "form" },
      { id: "1", a: "x y", b: [1, 2], c: { d: 1 }, e: null },
      {},
      { body: formBody },
    );
    expect(String(init.body)).toBe("a=x+y&b=1&b=2&c=%7B%22d%22%3A1%7D");
  });

  test("may be bytes or text", async () => {
    const bytes = new Uint8Array([1, 2]);
    const binary = await sent(
      { ...post, body: "binary", bodyParameter: "content" },
      { id: "1", content: bytes },
      {},
      { body: binaryBody },
    );
    expect(binary.init.body).toBe(bytes);
    expect(binary.headers.get("content-type")).toBe("application/octet-stream");
    const text = await sent(
      { ...post, body: "text", bodyParameter: "content" },
      { id: "1", content: "a" },
      {},
      { body: textBody },
    );
    expect([text.init.body, text.headers.get("content-type")]).toEqual(["a", "text/plain"]);
  });

  test.each(["form", "multipart", "binary", "text"] as const)(
    "in the encoding %s needs an encoder, and the call says which",
    async (body) => {
      const call = sent({ ...post, body }, { id: "1" });
      await expect(call).rejects.toThrow(`thing: operation() was not given the encoder ${body}Body`);
      await expect(call).rejects.toBeInstanceOf(TypeError);
    },
  );

  test("does not exist for an operation without one, and an unknown parameter is refused by name", async () => {
    await expect(sent({}, { limt: 1 })).rejects.toThrow("thing has no parameter limt");
    expect((await sent({}, { limt: undefined })).init.body).toBeUndefined();
  });
});

describe("headers", () => {
  test("are the client's, over them the call's; null takes one away", async () => {
    const fetch = scriptedFetch();
    const client = shop({ fetch, defaultHeaders: { "X-One": "1", "X-Two": "2", Accept: null } });
    const thing = operation<Params, unknown>({ id: "thing", method: "GET", path: "/" });
    await client.request(thing, {}, { headers: { "x-two": "two", "x-three": "3", "x-one": null } });
    const headers = Object.fromEntries(fetch.sent[0]?.headers ?? []);
    expect(headers).toEqual({ "x-api-key": "secret-key", "x-two": "two", "x-three": "3" });
  });

  test("hold no key where the operation is public", async () => {
    const { headers } = await sent({ authentication: false });
    expect(headers.has("x-api-key")).toBe(false);
  });

  test("carry an idempotency key: the caller's, or a new one where the API takes one", async () => {
    const keyed: Definition = { method: "POST", idempotencyHeader: "X-Idempotency" };
    expect((await sent(keyed, {}, { idempotencyKey: "mine" })).headers.get("x-idempotency")).toBe("mine");
    const own = await Promise.all([sent(keyed), sent(keyed)]);
    const keys = new Set(own.map(({ headers }) => headers.get("x-idempotency")));
    expect(keys.size).toBe(2);
    expect(keys.has(null)).toBe(false);
    const plain = await sent({ method: "POST" }, {}, { idempotencyKey: "mine" });
    expect(plain.headers.get("idempotency-key")).toBe("mine");
  });
});
