import { describe, expect, test } from "vitest";
import { ApiClient, operation, type PageStyle, pageOperation } from "../src/index.js";
import {
  addressPages,
  cursorPages,
  linkPages,
  numberedPages,
  offsetPages,
} from "../src/page-styles/index.js";
import {
  eventStream,
  jsonLines,
  jsonSequence,
  type StreamOperation,
  streamOperation,
} from "../src/streams/index.js";
import {
  type Factory,
  factoriesOf,
  type HandlersOf,
  handlersOf,
  type MockedOperation,
  type MswHttp,
  type ValueType,
  type ValueTypes,
} from "../src/testing/index.js";

/** A handler in place of msw's: responds to a request, or returns undefined if it does not match. */
type Handler = (request: Request) => Promise<Response | undefined>;

const method = (
  path: RegExp,
  resolver: (info: { readonly request: Request }) => Promise<Response | undefined>,
): Handler => {
  return async (request) =>
    path.test(request.url.replace(/[?#].*/, "")) ? resolver({ request }) : undefined;
};
const http: MswHttp<Handler> = {
  all: method,
  get: method,
  post: method,
  put: method,
  patch: method,
  delete: method,
  head: method,
  options: method,
};

const TYPES: ValueTypes = {
  Item: { kind: "object", required: { id: { kind: "number", integer: true }, name: "string" } },
  Page: {
    kind: "object",
    required: {
      data: { kind: "array", items: { kind: "type", name: "Item" } },
      more: "boolean",
      total: "number",
      next: "string",
    },
  },
};
const ITEM: ValueType = { kind: "type", name: "Item" };

/** A client, and what creates handlers of one operation. `use` replaces the handler. */
function clientOf(mocked: MockedOperation, types: ValueTypes = TYPES) {
  const factories = factoriesOf<{ readonly Item: Factory<object> }>(types, ["Item"]);
  const source = { operations: { call: mocked }, types, baseURL: "https://api.example", http, factories };
  const { call } = handlersOf<{
    readonly call: HandlersOf<Handler, ReturnType<typeof anyOperation>> & Others;
  }>(source);
  let handler = call();
  const fetch = async (input: string | URL | Request, init?: RequestInit) =>
    (await handler(new Request(input, init))) ?? new Response("no handler", { status: 501 });
  const api = { name: "Test", baseURL: "https://api.example", environment: "TEST" };
  const client = new ApiClient(api, { apiKey: "key", fetch, maxRetries: 0 });
  const use = (other: Handler) => {
    handler = other;
  };
  return { client, call, use };
}

const anyOperation = () => operation<object, object>({ id: "call", method: "GET", path: "/items" });

interface Others {
  pages(items: number, options?: { readonly size: number }): Handler;
  stream(items: number | readonly object[]): Handler;
}

async function all<Value>(items: AsyncIterable<Value>): Promise<Value[]> {
  const result: Value[] = [];
  for await (const item of items) result.push(item);
  return result;
}

test.each([
  ["its own server", "https://files.example/items", 200],
  ["the base URL of a client, which replaces it", "https://api.example/items", 200],
  ["another host", "https://other.example/items", undefined],
])("an operation with a server of its own, called at %s", async (_, url, status) => {
  const own = operation<object, object>({
    id: "call",
    method: "GET",
    path: "/items",
    server: "https://files.example",
  });
  const { call } = clientOf({ operation: own, result: ITEM });
  expect((await call()(new Request(url)))?.status).toBe(status);
});

test.each([
  [
    "parameters",
    "https://api.example/items?page=2&sort=name&sort=id&other=1",
    { page: 2, sort: ["name", "id"] },
  ],
  ["names in brackets", "https://api.example/items?paging[page]=2&page=7", { page: 2 }],
  ["nothing", "https://api.example/items?other=1", undefined],
])("a responder gets an object that was sent as %s", async (_, url, expected) => {
  const paging: ValueType = {
    kind: "object",
    optional: { page: "number", sort: { kind: "array", items: "string" } },
  };
  const own = operation<object, object>({ id: "call", method: "GET", path: "/items", query: ["paging"] });
  const { call } = clientOf({ operation: own, result: ITEM, parameters: { paging } });
  const given: unknown[] = [];
  await call(({ params }) => {
    given.push(params);
    return {};
  })(new Request(url));
  expect(given).toEqual([expected === undefined ? {} : { paging: expected }]);
});

describe("lists: all pages are read once, and the iteration ends", () => {
  const styles: readonly (readonly [string, PageStyle, Parameters<typeof pageOperation>[1]])[] = [
    [
      "a cursor in the response",
      { kind: "cursor", cursor: "after", items: ["data"], next: ["next"] },
      { pages: cursorPages },
    ],
    [
      "the ID of the last item",
      { kind: "cursor", cursor: "after", items: ["data"], last: ["id"], more: ["more"] },
      { pages: cursorPages },
    ],
    [
      "an offset",
      { kind: "offset", offset: "skip", items: ["data"], total: ["total"] },
      { pages: offsetPages },
    ],
    [
      "the number of the page",
      { kind: "page", page: "page", items: ["data"], more: ["more"] },
      { pages: numberedPages },
    ],
    [
      "the number of the page in an object of the query",
      { kind: "page", page: "page", object: "pageable", first: 0, items: ["data"], more: ["more"] },
      { pages: numberedPages },
    ],
    [
      "an address in the response",
      { kind: "address", items: ["data"], next: ["next"] },
      { pages: addressPages },
    ],
    ["the header Link", { kind: "link", items: [] }, { pages: linkPages }],
  ];
  test.each(styles)("%s", async (_, style, encoders) => {
    const list = pageOperation<object, { readonly id: number }>(
      { id: "list", method: "GET", path: "/items", query: ["limit", "pageable"], pagination: style },
      encoders,
    );
    const isArray = style.items.length === 0;
    const result: ValueType = isArray ? { kind: "array", items: ITEM } : { kind: "type", name: "Page" };
    const { client, call, use } = clientOf({ operation: list, result, pages: { style, item: ITEM } });
    expect(await all(client.page(list))).toHaveLength(2);
    use(call.pages(7, { size: 3 }));
    const ids = (await all(client.page(list))).map(({ id }) => id);
    expect(ids).toHaveLength(7);
    expect(new Set(ids).size).toBe(7);
  });
});

describe("streams: each item arrives, and the stream ends", () => {
  const formats = { eventStream, jsonLines, jsonSequence };
  test.each(["eventStream", "jsonLines", "jsonSequence"] as const)("%s", async (format) => {
    const watch: StreamOperation<object, object> = streamOperation(
      { id: "watch", method: "GET", path: "/items" },
      formats[format],
    );
    const { client, call, use } = clientOf({ operation: watch, stream: { item: ITEM, format } });
    use(call.stream([{ name: "line 1\nline 2" }, {}]));
    expect(await all(client.stream(watch, {}))).toMatchObject([
      { name: "line 1\nline 2" },
      { name: expect.any(String) },
    ]);
  });
});

test.each([
  ["a value", { choice: "mode", value: "live" }, { mode: "live" }, { mode: "whole" }],
  ["`true`", { choice: "stream" }, { stream: true }, {}],
  ["a default", { choice: "stream", isDefault: true }, {}, { stream: false }],
  ["`null` instead of a default", { choice: "stream", isDefault: true }, { stream: null }, { stream: false }],
] as const)("a response is a stream if %s asks for it", async (_, choice, asking, other) => {
  const post = { id: "reply", method: "POST", path: "/items", body: "json" } as const;
  const reply: StreamOperation<object, object> = streamOperation(post, eventStream);
  const mocked = {
    operation: reply,
    result: ITEM,
    stream: { item: ITEM, format: "eventStream", ...choice },
  } as const;
  const { client, call, use } = clientOf(mocked);
  use(call());
  expect(await all(client.stream(reply, asking))).toHaveLength(2);
  expect(await client.request(reply, other)).toHaveProperty("name");
});

describe("values", () => {
  const create = (type: ValueType, types: ValueTypes = {}) =>
    factoriesOf<{ readonly Own: Factory<unknown> }>({ ...types, Own: type }, ["Own"]).Own;

  test("a type that contains itself ends", () => {
    const tree = create({
      kind: "object",
      required: { children: { kind: "array", items: { kind: "type", name: "Own" } } },
      optional: { parent: { kind: "type", name: "Own" } },
    });
    expect(JSON.stringify(tree()).length).toBeLessThan(5000);
  });

  test("a recursion that ends only in one member of a union ends there", () => {
    const list = create({
      kind: "union",
      members: [
        { kind: "object", required: { rest: { kind: "type", name: "Own" } } },
        { kind: "oneOf", values: ["end"] },
      ],
    });
    expect(JSON.stringify(list())).toContain('"end"');
  });

  test("a type without a finite value is an error that says so", () => {
    const endless = create({ kind: "object", required: { next: { kind: "type", name: "Own" } } });
    expect(() => endless()).toThrow("Own has no finite value: it requires another value of itself");
  });

  test.each([
    [{ kind: "number", integer: true, minimum: 3, maximum: 3 }, 3],
    [{ kind: "number", integer: true, exclusiveMinimum: 3, exclusiveMaximum: 5 }, 4],
    [{ kind: "number", multipleOf: 0.25, minimum: 0.5, maximum: 0.5 }, 0.5],
    [{ kind: "number", minimum: 0, exclusiveMaximum: 1, exclusiveMinimum: 0 }, 0.5],
    [{ kind: "number", int64: "bigint", minimum: 9, maximum: 9 }, 9n],
    [{ kind: "number", int64: "string", minimum: 9, maximum: 9 }, "9"],
    [{ kind: "number", maximum: -5, minimum: -5 }, -5],
  ] as const)("the limits of a number hold: %o", (type, expected) => {
    expect((create({ kind: "object", required: { value: type } })() as { value: unknown }).value).toBe(
      expected,
    );
  });

  test.each([0, 1, 7, 200])("a string with %i characters has as many", (length) => {
    const type: ValueType = { kind: "string", minLength: length, maxLength: length };
    const { value } = create({ kind: "object", required: { value: type } })() as { readonly value: string };
    expect([...value]).toHaveLength(length);
  });

  test("a property may have the name `__proto__`", () => {
    const required = JSON.parse('{ "__proto__": "string" }') as { readonly [name: string]: ValueType };
    expect(Object.keys(create({ kind: "object", required })() as object)).toEqual(["__proto__"]);
  });
});
