// Arguments that cannot be sent, or would arrive as something else, are rejected with their name before anything is sent.
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import {
  ApiClient,
  type ClientOptions,
  ConfigurationError,
  type Encoders,
  formBody,
  multipartBody,
  type OperationDefinition,
  operation,
  type RequestOptions,
  styledQuery,
  textBody,
} from "../src/index.js";
import { listItems, scriptedFetch, shop, shopApi } from "./support/shop.js";

type Params = Readonly<Record<string, unknown>>;

interface Call {
  readonly definition?: Partial<OperationDefinition>;
  readonly params?: Params;
  readonly options?: RequestOptions;
  readonly encoders?: Encoders;
}

/** The error of a call that sends nothing; a call that sends something fails the test. */
async function refusal({ definition, params, options, encoders }: Call): Promise<unknown> {
  const fetch = scriptedFetch();
  const thing = operation<Params, unknown>(
    { id: "thing", method: "GET", path: "/", ...definition },
    encoders,
  );
  const outcome = await shop({ fetch })
    .request(thing, params, options)
    .catch((failure: unknown) => failure);
  expect(fetch.sent).toEqual([]);
  return outcome;
}

/** Invalid Unicode: half of a surrogate pair. */
const HALF = "a\ud800";
const invalidDate = new Date(Number.NaN);
const circular: Record<string, unknown> = { name: "n" };
circular.self = { inner: [circular] };

/** Values that cannot be sent as text, with the reason. */
const values: readonly (readonly [title: string, value: unknown, problem: string])[] = [
  ["a string that is not valid Unicode", HALF, "cannot be invalid Unicode"],
  ["NaN", Number.NaN, "cannot be NaN"],
  ["Infinity", Number.NEGATIVE_INFINITY, "cannot be -Infinity"],
  ["an invalid Date", invalidDate, "cannot be an invalid Date"],
  ["a symbol", Symbol("secret"), "cannot be a symbol"],
  ["a function", () => "secret", "cannot be a function"],
  ["a Map, which has no properties", new Map([["a", "secret"]]), "cannot be Map"],
  ["a Promise, which has no properties", Promise.resolve("secret"), "cannot be Promise"],
];

describe.each(values)("%s", (_, value, problem) => {
  test.each<[string, Call]>([
    ["path parameter x", { definition: { path: "/{x}" }, params: { x: value } }],
    ["path parameter x", { definition: { path: "/{+x}" }, params: { x: value } }],
    ["query parameter x", { definition: { query: ["x"] }, params: { x: value } }],
    ["query parameter x[1]", { definition: { query: ["x"] }, params: { x: ["a", value] } }],
    ["query parameter x.from", { definition: { query: ["x"] }, params: { x: { from: value } } }],
    ["query parameter x[0].deep", { definition: { query: ["x"] }, params: { x: [{ deep: value }] } }],
    [
      "query parameter x.a.b",
      {
        definition: { query: [{ name: "x", style: "deepObject" }] },
        params: { x: { a: { b: value } } },
        encoders: { query: styledQuery },
      },
    ],
    ["query parameter x", { options: { query: { x: value } } }],
    ["header X-Part", { definition: { headers: ["X-Part"] }, params: { "X-Part": value } }],
    ["header X-Part[1]", { definition: { headers: ["X-Part"] }, params: { "X-Part": ["a", value] } }],
    ["header X-More", { options: { headers: { "X-More": value as string } } }],
  ])("is rejected as %s", async (place, call) => {
    expect(await refusal(call)).toEqual(new TypeError(`thing: ${place} ${problem}`));
  });
});

test.each([
  ["form", formBody],
  ["multipart", multipartBody],
  ["text", textBody],
] as const)("an invalid number or string is rejected in a %s body", async (body, encoder) => {
  for (const [, value, problem] of values.filter(([, value]) => /number|string/.test(typeof value))) {
    const definition = { method: "POST", body, ...(body === "text" && { bodyParameter: "x" }) } as const;
    const call = { definition, params: { x: value }, encoders: { body: encoder } };
    expect(await refusal(call)).toEqual(new TypeError(`thing: parameter x ${problem}`));
  }
});

test("an object that would leave nothing of itself in the query or a header is rejected", async () => {
  for (const value of [
    new URL("https://shop.test"),
    new URLSearchParams("a=b"),
    /a/,
    new Error("a"),
    new Set([1]),
  ]) {
    const problem = `cannot be ${value.constructor.name}`;
    const query = { definition: { query: ["x"] }, params: { x: value } };
    expect(await refusal(query)).toEqual(new TypeError(`thing: query parameter x ${problem}`));
    const headers = { definition: { headers: ["X-Part"] }, params: { "X-Part": value } };
    expect(await refusal(headers)).toEqual(new TypeError(`thing: header X-Part ${problem}`));
  }
});

test("a Date of another realm, such as those of Node in jest, is sent like any other", async () => {
  const fetch = scriptedFetch();
  const foreign: unknown = runInNewContext("new Date(0)");
  const thing = operation<Params, unknown>({
    id: "thing",
    method: "GET",
    path: "/{x}",
    query: ["y"],
    headers: ["X-Part"],
  });
  await shop({ fetch }).request(thing, { x: foreign, y: [foreign], "X-Part": foreign });
  const text = "1970-01-01T00:00:00.000Z";
  expect(fetch.sent.map(({ url, headers }) => [url.pathname, url.search, headers.get("X-Part")])).toEqual([
    [`/${encodeURIComponent(text)}`, `?y=${encodeURIComponent(text)}`, text],
  ]);
});

test("an object without properties may be plain or empty in the query", async () => {
  const fetch = scriptedFetch();
  const thing = operation<Params, unknown>({ id: "thing", method: "GET", path: "/", query: ["a", "b", "c"] });
  await shop({ fetch }).request(thing, { a: {}, b: [], c: Object.create(null) });
  expect(fetch.sent.map(({ url }) => url.search)).toEqual([""]);
});

test("a query name that is not valid Unicode is rejected", async () => {
  const problem = expect.stringMatching(/^thing: query parameter .+ cannot be invalid Unicode$/);
  const calls: Call[] = [
    { options: { query: { [HALF]: 1 } } },
    { definition: { query: ["x"] }, params: { x: { [HALF]: 1 } } },
  ];
  for (const call of calls)
    expect(await refusal(call)).toMatchObject({ name: "TypeError", message: problem });
});

test("a list with an invalid parameter is rejected", async () => {
  const fetch = scriptedFetch();
  const list = shop({ fetch }).page(listItems, { limit: Number.NaN });
  await expect(list).rejects.toThrow(new TypeError("listItems: query parameter limit cannot be NaN"));
  expect(fetch.sent).toEqual([]);
});

describe("a JSON body", () => {
  const json = { method: "POST", body: "json" } as const;

  test.each<[string, Params]>([
    ["lines[2].total cannot be a bigint", { lines: [{}, {}, { total: 5n }] }],
    ["total cannot be a bigint", { total: 5n }],
    ["node.self.inner[0] cannot be a circular reference", { node: circular }],
    ["price cannot be NaN", { price: Number.NaN }],
    ["lines[0].price cannot be Infinity", { note: null, lines: [{ price: Number.POSITIVE_INFINITY }] }],
    ["due cannot be an invalid Date", { due: invalidDate }],
    ["onClick cannot be a function", { onClick: () => {} }],
    ["kind cannot be a symbol", { kind: Symbol("secret") }],
    ["amount cannot be NaN", { amount: { toJSON: () => Number.NaN } }],
  ])("is rejected with: %s", async (problem, params) => {
    expect(await refusal({ definition: json, params })).toEqual(new TypeError(`thing: parameter ${problem}`));
  });

  test("that consists of one parameter is rejected with that parameter's name", async () => {
    const definition = { ...json, bodyParameter: "items" };
    const problem = "thing: parameter items[1].total cannot be a bigint";
    expect(await refusal({ definition, params: { items: [null, { total: 1n }] } })).toEqual(
      new TypeError(problem),
    );
    expect(await refusal({ definition, params: { items: Symbol("s") } })).toEqual(
      new TypeError("thing: parameter items cannot be a symbol"),
    );
  });

  test("rejects with the error that a toJSON throws", async () => {
    const mine = new RangeError("mine");
    const broken = {
      toJSON: (): never => {
        throw mine;
      },
    };
    expect(await refusal({ definition: json, params: { broken } })).toBe(mine);
  });

  test("can contain anything that JSON can represent", async () => {
    const fetch = scriptedFetch();
    const create = operation<Params, unknown>({ id: "thing", path: "/", ...json });
    const shared = { a: 1 };
    const params = {
      note: null,
      text: `null ${HALF}`,
      twice: [shared, shared],
      at: new Date(0),
      method: { run: () => {}, [Symbol("s")]: 1, kept: true },
      amount: { toJSON: () => "1.50" },
      left: undefined,
    };
    await shop({ fetch }).request(create, params);
    expect(fetch.sent[0]?.init.body).toBe(
      '{"note":null,"text":"null a\\ud800","twice":[{"a":1},{"a":1}],"at":"1970-01-01T00:00:00.000Z","method":{"kept":true},"amount":"1.50"}',
    );
  });
});

test("a bigint is sent in full in the path, the query and headers, but rejected inside JSON", async () => {
  const fetch = scriptedFetch();
  const thing = operation<Params, unknown>({
    id: "thing",
    method: "GET",
    path: "/{a}",
    query: ["b"],
    headers: ["X-C"],
  });
  await shop({ fetch }).request(thing, { a: 2n ** 64n, b: [1n], "X-C": 3n });
  const [sent] = fetch.sent;
  expect([sent?.url.pathname, sent?.url.search, sent?.headers.get("x-c")]).toEqual([
    "/18446744073709551616",
    "?b=1",
    "3",
  ]);
  const nested = { definition: { query: ["b"] }, params: { b: [{ deep: 1n }] } };
  expect(await refusal(nested)).toEqual(new TypeError("thing: query parameter b[0].deep cannot be a bigint"));
});

describe("a header", () => {
  const problem = (name: string): TypeError =>
    new TypeError(`thing: header ${name} contains a character that is not allowed in headers`);

  test.each(["secret\r\nX-Other: 1", "secret\n", "secr\u0000et", "secret Ж", "secret 😀"])(
    "with the value %j is rejected, without showing the value",
    async (value) => {
      const definition = { headers: ["X-Part"] };
      for (const text of [value, ` ${value} x`]) {
        expect(await refusal({ definition, params: { "X-Part": text } })).toEqual(problem("X-Part"));
        expect(await refusal({ options: { headers: { "X-More": text } } })).toEqual(problem("X-More"));
        expect(await refusal({ options: { idempotencyKey: text } })).toEqual(problem("Idempotency-Key"));
      }
    },
  );

  test.each(["secret", null])("with an invalid name is rejected by name", async (value) => {
    expect(await refusal({ options: { headers: { "bad name": value } } })).toMatchObject({
      name: "TypeError",
      message: expect.stringMatching(/^(?!.*secret).*bad name/),
    });
  });

  test("from defaultHeaders is rejected by name in the call", async () => {
    const client = shop({ defaultHeaders: { "X-All": "secret\nx" }, fetch: scriptedFetch() });
    const thing = operation<object, unknown>({ id: "thing", method: "GET", path: "/" });
    await expect(client.request(thing)).rejects.toThrow(problem("X-All"));
  });

  test("can be a number, a boolean, a Date or a list, and can contain any Latin-1 character", async () => {
    const fetch = scriptedFetch();
    const headers = ["A", "B", "C", "D", "E"];
    const thing = operation<Params, unknown>({ id: "thing", method: "GET", path: "/", headers });
    await shop({ fetch }).request(thing, { A: 1.5, B: false, C: new Date(0), D: ["x", 2], E: "Zoë\tÿ" });
    const sent = fetch.sent[0]?.headers;
    expect(headers.map((name) => sent?.get(name))).toEqual([
      ...["1.5", "false", "1970-01-01T00:00:00.000Z", "x,2", "Zoë\tÿ"],
    ]);
  });
});

describe("a request option", () => {
  test.each<[keyof RequestOptions, string, readonly unknown[]]>([
    ["timeout", "a number of at least 1", [0, -5, Number.NaN, "5", null]],
    ["deadline", "a number of at least 0", [-1, Number.NaN, new Date()]],
    ["maxRetries", "a number of at least 0", [-1, Number.NaN, "2", true]],
    ["maxResponseBytes", "a number of at least 1", [0, "1", 5n]],
    ["priority", "a number", [Number.NaN, "high", null]],
    ["idempotencyKey", "a non-empty string", [12345678, "", Symbol("secret"), null]],
    ["signal", "an AbortSignal", [new AbortController(), "secret", 5, {}]],
  ])("%s must be %s", async (name, right, wrong) => {
    for (const value of wrong) {
      const problem = new TypeError(`thing: the option ${name} must be ${right}`);
      expect(await refusal({ options: { [name]: value } })).toEqual(problem);
    }
  });

  test("can be undefined or Infinity", async () => {
    const fetch = scriptedFetch();
    const thing = operation<object, unknown>({ id: "thing", method: "GET", path: "/" });
    const { POSITIVE_INFINITY: endless } = Number;
    await shop({ fetch }).request(thing, {}, { timeout: endless, deadline: endless, maxRetries: endless });
    await shop({ fetch }).request(
      thing,
      {},
      { timeout: undefined, signal: undefined, idempotencyKey: undefined, priority: -1 },
    );
    expect(fetch.sent).toHaveLength(2);
  });
});

describe("where a plain object is required, a client rejects", () => {
  const entries = [["a", "b"]] as [string, string][];
  test.each<[string, unknown]>([
    ["a Headers", new Headers(entries)],
    ["a URLSearchParams", new URLSearchParams(entries)],
    ["a Map", new Map(entries)],
    ["a FormData", new FormData()],
    ["an array of entries", entries],
    ["a string", "a=b"],
    ["a number", 5],
  ])("%s", async (_, value) => {
    const object = value as never;
    const problem = (what: string) =>
      new TypeError(
        `thing: ${what} must be a plain object; convert Headers, URLSearchParams or a Map with Object.fromEntries()`,
      );
    expect(await refusal({ options: { headers: object } })).toEqual(problem("the option headers"));
    expect(await refusal({ options: { query: object } })).toEqual(problem("the option query"));
    expect(await refusal({ params: object })).toEqual(problem("the parameters"));
    expect(await refusal({ options: object })).toEqual(new TypeError("thing: the options must be an object"));
    expect(() => shop({ defaultHeaders: object })).toThrow(/^defaultHeaders must be a plain object/);
    expect(() => shop({ rateLimit: object })).toThrow("rateLimit must be false or an object");
  });

  test("null as options", async () => {
    const call = shop({ fetch: scriptedFetch() }).request(
      operation<Params, unknown>({ id: "thing", method: "GET", path: "/" }),
      {},
      null as never,
    );
    await expect(call).rejects.toEqual(new TypeError("thing: the options must be an object"));
  });
});

test("a header with an invalid name is rejected with that name", async () => {
  expect(await refusal({ options: { headers: { "x y": "secret" } } })).toEqual(
    new TypeError('thing: header "x y" has a name that is not allowed in headers'),
  );
});

test.each<[object | string, string]>([
  [{ timeout: "5000" }, 'timeout cannot be "5000"'],
  [{ maxRetries: "2" }, 'maxRetries cannot be "2"'],
  [{ maxRetries: null }, "maxRetries cannot be null"],
  [{ maxResponseBytes: "5" }, 'maxResponseBytes cannot be "5"'],
  [{ fetch: "node-fetch" }, "fetch must be a function"],
  [{ onEvent: {} }, "onEvent must be a function"],
  [{ onData: 5 }, "onData must be a function"],
  // A function without parameters has a length of 0, as an empty array has.
  [{ middleware: () => {} }, "middleware must be an array of functions"],
  [{ middleware: [undefined] }, "middleware must be an array of functions"],
  [{ logger: { info: () => {} } }, "logger must be an object with the functions error, warn, info, debug"],
  [{ quota: true }, "quota must be an object, such as { plan }"],
  [{ quota: { limit: 5, store: {} } }, "quota.store must be a QuotaStore"],
  [{ quota: { limit: 5, onWarning: "log" } }, "quota.onWarning must be a function"],
  [{ rateLimit: { limiter: {} } }, "rateLimit.limiter must be a function, such as that of redisRateLimit"],
  [{ rateLimit: { maxQueue: "5" } }, 'rateLimit.maxQueue cannot be "5"'],
  [{ apiKey: 5 }, "apiKey must be a string"],
])("the ApiClient constructor rejects the option %j", (options, problem) => {
  expect(() => shop(options as ClientOptions)).toThrow(new ConfigurationError(problem));
});

test("a string in place of the client options is rejected, without showing it", () => {
  expect(() => new ApiClient(shopApi, "secret-key" as never)).toThrow(
    new ConfigurationError("options must be an object, such as { apiKey }"),
  );
});
