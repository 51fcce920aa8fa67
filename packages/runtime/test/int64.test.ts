// 64-bit integers as bigints and as strings: requests and responses of real servers, and any JSON.
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { styledForm, styledHeaders, styledMultipart, styledPath, wholeQuery } from "../src/encoders/index.js";
import {
  type APIError,
  type ApiClient,
  type Encoders,
  formBody,
  multipartBody,
  type OperationDefinition,
  operation,
  pageOperation,
  styledQuery,
} from "../src/index.js";
import {
  exactJSON,
  exactRequest,
  type Int64Places,
  int64Parser,
  stringifyExact,
} from "../src/int64/index.js";
import { numberedPages, offsetPages } from "../src/page-styles/index.js";
import { eventStream, streamOf, streamOperation } from "../src/streams/index.js";
import { type Arrived, startServer, type TestServer } from "./support/server.js";
import { shop } from "./support/shop.js";

type Params = Readonly<Record<string, unknown>>;

const LARGE = 9007199254740993n;
const LOWEST = -9223372036854775808n;

let server: TestServer;
let client: ApiClient;
let answer: { status: number; type: string; chunks: readonly string[] };

beforeEach(async () => {
  server = await startServer(async (_, response) => {
    response.writeHead(answer.status, { "content-type": answer.type });
    for (const chunk of answer.chunks) {
      response.write(chunk);
      await new Promise(setImmediate);
    }
    response.end();
  });
  client = shop({ baseURL: server.url, maxRetries: 0 });
  answer = { status: 200, type: "application/json", chunks: ["{}"] };
  return () => server[Symbol.asyncDispose]();
});

function respond(text: string, status = 200): void {
  answer = { status, type: "application/json", chunks: [text] };
}

async function itemsOf(
  stream: PromiseLike<AsyncIterable<unknown>> | AsyncIterable<unknown>,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of await stream) items.push(item);
  return items;
}

async function received(places: Int64Places, text: string, as?: "string"): Promise<unknown> {
  respond(text);
  const int64 = { responses: { "2XX": places }, ...(as && { as }) };
  const read = operation<Params, unknown>(
    { id: "read", method: "GET", path: "/orders", int64 },
    { parse: exactJSON },
  );
  return client.request(read, {});
}

async function sent(
  definition: Partial<OperationDefinition>,
  params: Params,
  encoders: Encoders = {},
): Promise<Arrived> {
  const described = { id: "send", method: "POST", path: "/orders", ...definition };
  const send = operation<Params, unknown>(described, { ...encoders, build: exactRequest });
  await client.request(send, params);
  return server.arrived.at(-1) as Arrived;
}

describe("responses", () => {
  test("integers in their places become bigints whatever their size; all others stay numbers", async () => {
    const text = `{"id": ${LARGE}, "small": 5, "lowest": ${LOWEST}, "other": 7, "unknown": ${LARGE}}`;
    const places: Int64Places = { properties: { id: true, small: true, lowest: true, absent: true } };
    expect(await received(places, text)).toEqual({
      id: LARGE,
      small: 5n,
      lowest: LOWEST,
      other: 7,
      unknown: Number(LARGE),
    });
  });

  test("with `as: string` they become strings of digits", async () => {
    const text = `{"id": ${LARGE}, "small": -5, "zero": -0, "other": 7}`;
    const places: Int64Places = { properties: { id: true, small: true, zero: true } };
    expect(await received(places, text, "string")).toEqual({
      id: `${LARGE}`,
      small: "-5",
      zero: "0",
      other: 7,
    });
  });

  test("values of another kind stay as they are", async () => {
    const text = `{"a": 1.5, "b": "${LARGE}", "c": null, "d": [1], "e": 1e20, "f": true, "g": {"id": 1}, "h": 1234567890123456789.5, "i": 1234567890123456789e2}`;
    const names = [..."abcdefghi"];
    const places: Int64Places = {
      properties: Object.fromEntries(names.map((name) => [name, true as const])),
    };
    expect(await received(places, text)).toEqual(JSON.parse(text));
  });

  test("digits inside strings are never touched, whatever surrounds them", async () => {
    const strings = [
      `": ${LARGE}, "`,
      `\\`,
      `\\" ${LARGE}`,
      `[${LARGE}]`,
      `\\\\": ${LARGE}`,
      `"${LARGE}"`,
      `\n${LARGE}\n`,
    ];
    const value = { [`key ${LARGE}`]: strings, id: 1 };
    const text = JSON.stringify(value).replace('"id":1', `"id":${LARGE}`);
    expect(await received({ properties: { id: true } }, text)).toEqual({ ...value, id: LARGE });
  });

  test("a response in chunks of one byte is exact", async () => {
    answer.chunks = [...`{"name": "é", "id": ${LARGE}}`];
    const read = operation<Params, unknown>(
      { id: "read", method: "GET", path: "/", int64: { responses: { 200: { properties: { id: true } } } } },
      { parse: exactJSON },
    );
    expect(await client.request(read, {})).toEqual({ name: "é", id: LARGE });
  });

  test("arrays, maps, tuples, variants and types that contain themselves", async () => {
    const node = (): Int64Places => ({ properties: { id: true, children: { items: node } } });
    const tree: Int64Places = { properties: { id: true, children: { items: () => tree } } };
    const places: Int64Places = {
      properties: {
        list: { items: true },
        map: { properties: { total: true }, others: true, plain: ["name"] },
        pair: { tuple: [null, true], rest: { items: true } },
        event: { property: "type", variants: { a: { properties: { id: true } }, b: null } },
        unknown: { property: "type", variants: { a: { properties: { id: true } } } },
        either: { all: [{ properties: { x: true } }, { properties: { y: true } }, true] },
        tree,
        lazy: node,
      },
    };
    const text = `{
      "list": [1, null, ${LARGE}], "map": {"total": 1, "name": 2, "more": ${LARGE}, "__proto__": 3},
      "pair": [1, 2, [3, ${LARGE}], 4], "event": {"type": "a", "id": 1}, "unknown": {"type": "new", "id": 1},
      "either": {"x": 1, "y": ${LARGE}, "z": 1},
      "tree": {"id": 1, "children": [{"id": ${LARGE}, "children": []}]}, "lazy": {"children": [{"id": 1}]}
    }`;
    const map = JSON.parse(`{"total": 0, "name": 2, "more": 0, "__proto__": 0}`);
    for (const [key, value] of [
      ["total", 1n],
      ["more", LARGE],
      ["__proto__", 3n],
    ] as const)
      map[key] = value;
    const result = await received(places, text);
    expect(result).toEqual({
      list: [1n, null, LARGE],
      map,
      pair: [1, 2n, [3n, LARGE], 4],
      event: { type: "a", id: 1n },
      unknown: { type: "new", id: 1 },
      either: { x: 1n, y: LARGE, z: 1 },
      tree: { id: 1n, children: [{ id: LARGE, children: [] }] },
      lazy: { children: [{ id: 1n }] },
    });
    const own = (result as { map: object }).map;
    expect(Object.getPrototypeOf(own)).toBe(Object.prototype);
    expect(Object.keys(own)).toContain("__proto__");
  });

  test("names of the prototype are no properties of a response", async () => {
    const places: Int64Places = {
      properties: {
        ["constructor" as string]: { properties: { length: true } },
        ["toString" as string]: true,
        ["__proto__"]: { properties: { id: true } },
      },
    };
    const text = `{"__proto__": {"id": ${LARGE}}, "id": 1}`;
    const result = (await received(places, text)) as object;
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.entries(result)).toEqual([
      ["__proto__", { id: LARGE }],
      ["id", 1],
    ]);
    expect(({} as { id?: unknown }).id).toBeUndefined();
    expect(Object.length).toBe(1);
  });

  test("a value of any depth is read without recursion", async () => {
    const depth = 100_000;
    const list: Int64Places = { properties: { next: () => list, id: true } };
    const text = `${'{"next":'.repeat(depth)}{"id":${LARGE}}${"}".repeat(depth)}`;
    let value = int64Parser(list)(text) as { next?: object; id?: unknown };
    while (value.next) value = value.next;
    expect(value.id).toBe(LARGE);
  });

  test("types that contain each other in every way take linear time", async () => {
    const left: Int64Places = { all: [{ properties: { child: () => both, id: true } }, () => right] };
    const right: Int64Places = { all: [{ properties: { child: () => both } }, () => left] };
    const both: Int64Places = { all: [() => left, () => right] };
    const text = `${'{"child":'.repeat(1_000)}{"id":1}${"}".repeat(1_000)}`;
    let value = int64Parser(both)(text) as { child?: object; id?: unknown };
    while (value.child) value = value.child;
    expect(value.id).toBe(1n);
  });

  test("the body of an error has the places of its status", async () => {
    const read = operation<Params, unknown>(
      {
        id: "read",
        method: "GET",
        path: "/",
        int64: {
          responses: {
            "2XX": true,
            404: { properties: { id: true } },
            default: { properties: { code: true } },
          },
        },
      },
      { parse: exactJSON },
    );
    const errorOf = async (status: number): Promise<APIError> => {
      respond(`{"id": ${LARGE}, "code": 5, "message": "no"}`, status);
      return client.request(read, {}).then(
        () => expect.unreachable("the call succeeded"),
        (error: unknown) => error as APIError,
      );
    };
    expect((await errorOf(404)).body).toEqual({ id: LARGE, code: 5, message: "no" });
    const other = await errorOf(400);
    expect(other.body).toEqual({ id: Number(LARGE), code: 5n, message: "no" });
    expect(other.code).toBe("5");
  });

  test("text that is not JSON is the same error as without 64-bit integers", async () => {
    const texts = [
      "",
      "x",
      `{"id": ${LARGE}`,
      `{"id": 0${LARGE}}`,
      `{${LARGE}: 1}`,
      `[${LARGE} ${LARGE}]`,
      `{"id": --${LARGE}}`,
      `"${LARGE}`,
    ];
    for (const text of texts) {
      respond(text);
      const plain = operation<Params, unknown>({ id: "read", method: "GET", path: "/orders" });
      const outcome = (call: Promise<unknown>): Promise<unknown> => call.then((value) => ({ value }), String);
      const expected = await outcome(client.request(plain, {}));
      expect(await outcome(received(true, text))).toEqual(expected);
    }
  });

  test("any JSON is read as by an exact parser", () => {
    const integer = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
    const near = fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).chain((n) => fc.constantFrom(n, -n));
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      integer.map((n) => `": ${n}, "`),
      integer.map(String),
      fc.constantFrom('\\"', "\\", '"'),
    );
    // V8 confuses the names `\\` and `"`, so that JSON.parse is no reference for them.
    const name = text.filter((each) => !each.includes("\\"));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        integer,
        near,
        text,
        fc.constant(null),
        fc.boolean(),
        fc.double({ noDefaultInfinity: true, noNaN: true }).filter((n) => !Number.isInteger(n)),
        fc.array(tie("value")),
        fc.dictionary(name, tie("value")),
      ),
    }));
    const anywhere: Int64Places = {
      all: [true, { items: () => anywhere }, { properties: {}, others: () => anywhere }],
    };
    fc.assert(
      fc.property(value, fc.nat(3), (expected, space) => {
        const json = written(expected, " ".repeat(space));
        expect(int64Parser(anywhere)(json)).toEqual(expected);
        expect(int64Parser({ properties: { "no such name": true } })(json)).toEqual(JSON.parse(json));
        expect(int64Parser(anywhere)(stringifyExact(expected))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

/** JSON by the simplest code: the reference. */
function written(value: unknown, space: string): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value))
    return `[${space}${value.map((item) => written(item, space)).join(`,${space}`)}${space}]`;
  const entries = Object.entries(value).map(
    ([key, part]) => `${JSON.stringify(key)}${space}:${space}${written(part, space)}`,
  );
  return `{${space}${entries.join(`${space},`)}${space}}`;
}

describe("requests", () => {
  test("bigints in a JSON body are sent as integers, at any depth", async () => {
    const { body } = await sent(
      { body: "json" },
      {
        id: LARGE,
        none: null,
        lines: [{ id: LOWEST, name: `${LARGE}` }],
        date: new Date(0),
        map: { ["__proto__"]: 1n },
      },
    );
    expect(String(body)).toBe(
      `{"id":${LARGE},"none":null,"lines":[{"id":${LOWEST},"name":"${LARGE}"}],"date":"1970-01-01T00:00:00.000Z","map":{"__proto__":1}}`,
    );
  });

  test("values with toJSON, and instances of classes", async () => {
    class Money {
      readonly amount = 5n;
    }
    const value = { toJSON: () => ({ id: LARGE }) };
    const { body } = await sent({ body: "json" }, { value, money: new Money() });
    expect(String(body)).toBe(`{"value":{"id":${LARGE}},"money":{"amount":5}}`);
  });

  test("with `as: string`, digits are sent as integers in their places only", async () => {
    const places: Int64Places = {
      properties: { id: true, ids: { items: true }, other: { properties: { id: true } } },
    };
    const params = { id: `${LARGE}`, ids: ["1", "x", "01", 2], other: { id: "-7", name: "5" }, name: "5" };
    const { body } = await sent({ body: "json", int64: { as: "string", params: places } }, params);
    expect(String(body)).toBe(`{"id":${LARGE},"ids":[1,"x","01",2],"other":{"id":-7,"name":"5"},"name":"5"}`);
    expect(params.id).toBe(`${LARGE}`);
  });

  test("paths, queries, headers and cookies, whole and in JSON", async () => {
    const { path, headers } = await sent(
      {
        path: "/orders/{id}/{filter}",
        pathStyles: [{ name: "filter", content: "json" }],
        query: ["ids", { name: "deep", style: "deepObject" }, { name: "json", content: "json" }],
        headers: ["x-id", { name: "x-json", content: "json" }],
        cookies: [{ name: "c", content: "json" }],
      },
      {
        id: LARGE,
        filter: { id: LARGE },
        ids: [1n, LARGE],
        deep: { a: { b: { c: LARGE } } },
        json: { text: `${LARGE}`, id: LOWEST },
        "x-id": LARGE,
        "x-json": { id: LARGE },
        c: [LARGE],
      },
      { path: styledPath, query: styledQuery, headers: styledHeaders },
    );
    const [before = "", query] = path.split("?");
    expect(decodeURIComponent(before)).toBe(`/orders/${LARGE}/{"id":${LARGE}}`);
    expect([...new URLSearchParams(query)]).toEqual([
      ["ids", "1"],
      ["ids", `${LARGE}`],
      ["deep[a][b][c]", `${LARGE}`],
      ["json", `{"text":"${LARGE}","id":${LOWEST}}`],
    ]);
    expect(headers["x-id"]).toBe(`${LARGE}`);
    expect(headers["x-json"]).toBe(`{"id":${LARGE}}`);
    expect(decodeURIComponent(headers.cookie ?? "")).toBe(`c=[${LARGE}]`);
  });

  test("a whole query", async () => {
    const { path } = await sent(
      { query: [{ name: "q", whole: "json" }] },
      { q: { id: LARGE } },
      { query: wholeQuery },
    );
    expect(decodeURIComponent(path)).toBe(`/orders?{"id":${LARGE}}`);
  });

  test("forms", async () => {
    const params = { id: LARGE, json: { id: LARGE }, list: [1n, 2n] };
    const plain = await sent({ body: "form" }, params, { body: formBody });
    expect([...new URLSearchParams(String(plain.body))]).toEqual([
      ["id", `${LARGE}`],
      ["json", `{"id":${LARGE}}`],
      ["list", "1"],
      ["list", "2"],
    ]);
    const fields = [{ name: "json", style: "deepObject" }] as const;
    const styled = await sent({ body: "form", fields }, params, { body: styledForm });
    expect(decodeURIComponent(String(styled.body))).toBe(`id=${LARGE}&json[id]=${LARGE}&list=1&list=2`);
  });

  test("parts of multipart bodies", async () => {
    const params = {
      id: LARGE,
      json: { id: LARGE, text: `${LARGE}` },
      list: [{ id: LARGE }, { name: "x" }],
      typed: LOWEST,
      deep: { a: LARGE },
      file: new Blob(["content"]),
    };
    const fields = [
      { name: "typed", contentType: "application/json" },
      { name: "deep", style: "deepObject" },
    ] as const;
    const { body, headers } = await sent({ body: "multipart", fields, query: ["q"] }, params, {
      body: styledMultipart,
    });
    const form = await new Response(body as BodyInit, {
      headers: { "content-type": headers["content-type"] ?? "" },
    }).formData();
    const texts = [...form].map(([name, value]) => [name, typeof value === "string" ? value : "file"]);
    expect(texts).toEqual([
      ["id", `${LARGE}`],
      ["json", `{"id":${LARGE},"text":"${LARGE}"}`],
      ["list", `{"id":${LARGE}}`],
      ["list", '{"name":"x"}'],
      ["typed", `${LOWEST}`],
      ["deep[a]", `${LARGE}`],
      ["file", "file"],
    ]);
  });

  test("values that cannot be sent are refused as without 64-bit integers", async () => {
    const cycle: Record<string, unknown> = { id: 1n };
    cycle.self = cycle;
    for (const [params, message] of [
      [{ a: cycle }, "cannot be a circular reference"],
      [{ a: { id: 1n, b: Number.NaN } }, "send: parameter a.b cannot be NaN"],
      [[1n], "send: the parameters must be a plain object"],
    ] as const) {
      await expect(sent({ body: "json" }, params as unknown as Params)).rejects.toThrow(message);
    }
    expect(server.arrived).toEqual([]);
  });

  test("without the encoder, a bigint in JSON is refused with its place", async () => {
    const send = operation<Params, unknown>({ id: "send", method: "POST", path: "/", body: "json" });
    await expect(client.request(send, { a: { id: 1n } })).rejects.toThrow(
      "parameter a.id cannot be a bigint",
    );
  });

  test("a multipart body that the caller chooses", async () => {
    const { chosenBody } = await import("../src/encoders/index.js");
    const choice = {
      parameter: "contentType",
      default: ["application/json"],
      others: [{ mediaTypes: ["multipart/form-data"], body: "multipart" }],
    } as const;
    const encoders = { choice: chosenBody({ multipart: multipartBody }) };
    const params = { meta: { id: LARGE } };
    const json = await sent({ body: "json", choice }, params, encoders);
    expect(String(json.body)).toBe(`{"meta":{"id":${LARGE}}}`);
    const form = await sent(
      { body: "json", choice },
      { ...params, contentType: "multipart/form-data" },
      encoders,
    );
    expect(String(form.body)).toContain(`{"id":${LARGE}}`);
  });
});

describe("lists", () => {
  const ids: Int64Places = {
    properties: { data: { items: { properties: { id: true } } }, total: true, next: true },
  };
  const int64 = { responses: { "2XX": ids } };

  async function idsOf(
    bodies: readonly string[],
    definition: Partial<OperationDefinition>,
    encoders: object,
    params: Params,
  ): Promise<unknown[]> {
    await using pages = await startServer((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end(bodies[pages.arrived.length - 1] ?? '{"data":[]}');
    });
    const list = pageOperation<Params, { id: bigint }, object>(
      { id: "list", method: "GET", path: "/", int64, ...definition },
      { parse: exactJSON, build: exactRequest, ...encoders },
    );
    const found: unknown[] = [];
    for await (const { id } of shop({ baseURL: pages.url, maxRetries: 0 }).page(list, params)) found.push(id);
    return [found, pages.arrived.map(({ path }) => path)];
  }

  test("a cursor that is a 64-bit integer is sent as it was received", async () => {
    const pagination = { kind: "cursor", cursor: "after", items: "data", next: "next" } as const;
    const bodies = [`{"data":[{"id":${LARGE}}],"next":${LARGE}}`, '{"data":[{"id":2}],"next":null}'];
    expect(await idsOf(bodies, { pagination, query: ["after"] }, {}, {})).toEqual([
      [LARGE, 2n],
      ["/", `/?after=${LARGE}`],
    ]);
  });

  test("offsets and totals that are 64-bit integers are counted", async () => {
    const pagination = { kind: "offset", offset: "offset", items: "data", total: "total" } as const;
    const bodies = ['{"data":[{"id":1}],"total":7}', '{"data":[{"id":2}],"total":7}'];
    expect(
      await idsOf(bodies, { pagination, query: ["offset"] }, { pages: offsetPages }, { offset: 5n }),
    ).toEqual([
      [1n, 2n],
      ["/?offset=5", "/?offset=6"],
    ]);
  });

  test("page numbers, and the same page again", async () => {
    const pagination = { kind: "page", page: "page", items: "data" } as const;
    const bodies = ['{"data":[{"id":1}]}', '{"data":[{"id":1}]}'];
    await expect(
      idsOf(bodies, { pagination, query: ["page"] }, { pages: numberedPages }, { page: 1n }),
    ).rejects.toThrow("the same page again");
  });
});

describe("streams", () => {
  test("items, whole events and toReadableStream are exact", async () => {
    const text = `event: a\ndata: {"id": ${LARGE}}\n\nevent: b\ndata: {"id": 5}\n\n`;
    answer = { status: 200, type: "text/event-stream", chunks: [text] };
    const define = (places: Int64Places, wholeEvents: boolean) =>
      streamOperation<Params, unknown>(
        {
          id: "watch",
          method: "GET",
          path: "/",
          int64: { responses: { 200: places } },
          ...(wholeEvents && { stream: { wholeEvents } }),
        },
        eventStream,
        { parse: exactJSON, write: stringifyExact },
      );
    const id: Int64Places = { properties: { id: true } };
    const items = define(id, false);
    expect(await itemsOf(client.stream(items, {}))).toEqual([{ id: LARGE }, { id: 5n }]);
    const stream = await client.stream(items, {});
    expect(await new Response(stream.toReadableStream()).text()).toBe(`{"id":${LARGE}}\n{"id":5}\n`);
    const whole = define({ property: "event", variants: { a: { properties: { data: id } }, b: null } }, true);
    expect(await itemsOf(client.stream(whole, {}))).toEqual([
      { event: "a", id: "", data: { id: LARGE } },
      { event: "b", id: "", data: { id: 5 } },
    ]);
  });

  test("streamOf keeps bigints", async () => {
    const items = [
      { id: LARGE, at: new Date(0) },
      { id: 1n, at: undefined },
    ];
    expect(await itemsOf(streamOf(items))).toEqual([
      { id: LARGE, at: "1970-01-01T00:00:00.000Z" },
      { id: 1n },
    ]);
  });
});
