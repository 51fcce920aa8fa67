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

/** The request that is sent for an operation and its parameters. */
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
  test("encodes any ID into a single segment", async () => {
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
  ])("rejects the ID %j, names the operation and the parameter, and sends nothing", async (id, problem) => {
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

  test("keeps the slashes of a multi-segment value and encodes each segment", async () => {
    const { url } = await sent({ path: "/v1/channels/{+id}/x" }, { id: "work space/a?b#c/1" });
    expect(url.pathname).toBe("/v1/channels/work%20space/a%3Fb%23c/1/x");
  });

  test.each(["a/../b", "../a", "a//b", "a/", "/a", "."])("rejects the multi-segment value %j", async (id) => {
    await expect(sent({ path: "/v1/{+id}" }, { id })).rejects.toThrow(TypeError);
  });

  test("is appended to the path of the base URL", async () => {
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

  test("joins an array with the separator of its style when it is not exploded", async () => {
    expect(await query({ name: "id", explode: false }, [1, 2])).toBe("?id=1,2");
    expect(await query({ name: "id", style: "pipeDelimited" }, ["a", "b|c"])).toBe("?id=a|b%7Cc");
    expect(await query({ name: "id", style: "spaceDelimited" }, ["a", "b"])).toBe("?id=a%20b");
  });

  test("serializes an object according to its style", async () => {
    const value = { from: 1, to: 2 };
    expect(await query("range", value)).toBe("?from=1&to=2");
    expect(await query({ name: "range", explode: false }, value)).toBe("?range=from,1,to,2");
    const deep = await query({ name: "f", style: "deepObject" }, { name: { is: "x" }, tags: ["a", "b"] });
    expect(decodeURIComponent(deep)).toBe("?f[name][is]=x&f[tags][0]=a&f[tags][1]=b");
  });

  test("omits undefined, null and empty arrays, and keeps false, 0 and the empty string", async () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const { url } = await sent({ query: names }, { a: undefined, b: null, c: [], d: false, e: 0, f: "" });
    expect(url.search).toBe("?d=false&e=0&f=");
  });

  test("serializes dates as ISO 8601 and bigints in full", async () => {
    const { url } = await sent({ query: ["at", "big"] }, { at: new Date(0), big: 2n ** 64n });
    expect(url.searchParams.get("at")).toBe("1970-01-01T00:00:00.000Z");
    expect(url.searchParams.get("big")).toBe("18446744073709551616");
  });

  test("rejects a non-default style when its encoder is missing, and names the encoder", async () => {
    const call = sent({ query: [{ name: "ids", explode: false }] }, { ids: [1, 2] });
    await expect(call).rejects.toThrow("ids: operation() was not given the encoder styledQuery");
  });

  test("adds parameters from the call's options, which take precedence", async () => {
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

  test("contains the parameters that are not in the path, the query or a header", async () => {
    const params = { id: "1", dryRun: true, "X-Part": "p", name: "n", note: null, gone: undefined };
    const { url, init, headers } = await sent({ ...post, body: "json" }, params);
    expect(JSON.parse(init.body as string)).toEqual({ name: "n", note: null });
    expect([url.pathname, url.search, headers.get("x-part")]).toEqual(["/v1/things/1", "?dryRun=true", "p"]);
    expect(headers.get("content-type")).toBe("application/json");
  });

  test("is an empty object when no parameters remain", async () => {
    const { init, headers } = await sent({ ...post, body: "json" }, { id: "1" });
    expect(init.body).toBe("{}");
    expect(headers.get("content-type")).toBe("application/json");
  });

  test("is not sent when no parameters remain and the operation does not require it", async () => {
    const { init, headers } = await sent({ ...post, body: "json", bodyOptional: true }, { id: "1" });
    expect(init.body).toBeUndefined();
    expect(headers.has("content-type")).toBe(false);
  });

  test("can be a single parameter of any type", async () => {
    const { init } = await sent(
      { ...post, body: "json", bodyParameter: "items" },
      { id: "1", items: [1, null] },
    );
    expect(init.body).toBe("[1,null]");
  });

  test("keeps a property named __proto__", async () => {
    const { init } = await sent(
      { ...post, body: "json" },
      JSON.parse('{"id":"1","__proto__":{"a":1}}') as Params,
    );
    expect(init.body).toBe('{"__proto__":{"a":1}}');
  });

  test("can have a custom content type", async () => {
    const merge = "application/merge-patch+json";
    const { headers } = await sent({ ...post, body: "json", contentType: merge }, { id: "1", name: "n" });
    expect(headers.get("content-type")).toBe(merge);
  });

  test("can be a form", async () => {
    const { init } = await sent(
      { ...post, body: "form" },
      { id: "1", a: "x y", b: [1, 2], c: { d: 1 }, e: null },
      {},
      { body: formBody },
    );
    expect(String(init.body)).toBe("a=x+y&b=1&b=2&c=%7B%22d%22%3A1%7D");
  });

  test("can be bytes or text", async () => {
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
    "with the encoding %s rejects when its encoder is missing, and names the encoder",
    async (body) => {
      const call = sent({ ...post, body }, { id: "1" });
      await expect(call).rejects.toThrow(`thing: operation() was not given the encoder ${body}Body`);
      await expect(call).rejects.toBeInstanceOf(TypeError);
    },
  );

  test("is not sent for an operation without one, which rejects an unknown parameter by name", async () => {
    await expect(sent({}, { limt: 1 })).rejects.toThrow("thing has no parameter limt");
    expect((await sent({}, { limt: undefined })).init.body).toBeUndefined();
  });
});

describe("headers", () => {
  test("of the call override those of the client, and null removes a header", async () => {
    const fetch = scriptedFetch();
    const client = shop({ fetch, defaultHeaders: { "X-One": "1", "X-Two": "2", Accept: null } });
    const thing = operation<Params, unknown>({ id: "thing", method: "GET", path: "/" });
    await client.request(thing, {}, { headers: { "x-two": "two", "x-three": "3", "x-one": null } });
    const headers = Object.fromEntries(fetch.sent[0]?.headers ?? []);
    expect(headers).toEqual({ "x-api-key": "secret-key", "x-two": "two", "x-three": "3" });
  });

  test("contain no key when the operation is public", async () => {
    const { headers } = await sent({ authentication: false });
    expect(headers.has("x-api-key")).toBe(false);
  });

  test("contain the caller's idempotency key, or a new one when the operation takes one", async () => {
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

test("a method whose name contains GET or HEAD may have a body", async () => {
  expect((await sent({ method: "GETALL", body: "json" }, { q: "a" })).init.body).toBe('{"q":"a"}');
});
