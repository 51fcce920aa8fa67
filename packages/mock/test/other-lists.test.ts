import { expect, test } from "vitest";
import { parse } from "yaml";
import { startMock } from "../src/index.js";
import { call } from "./support/zoo.js";

/** A document with a list of rows: the parameters of its query, and the properties of the response beside the rows. */
function rows(parameters: readonly string[], properties: object, example?: object): object {
  const all = {
    ...properties,
    data: { type: "array", items: { $ref: "#/components/schemas/Row" } },
  };
  const required = ["data", ...Object.keys(properties)];
  return {
    openapi: "3.1.0",
    info: { title: "Rows", version: "1" },
    paths: {
      "/rows": {
        get: {
          parameters: parameters.map((name) => ({
            name,
            in: "query",
            schema: { type: /^(limit|page|offset)$/.test(name) ? "integer" : "string" },
          })),
          responses: {
            200: {
              description: "A page.",
              content: {
                "application/json": {
                  schema: { type: "object", properties: all, required },
                  ...(example !== undefined && { example: { data: [{ id: "row-100" }], ...example } }),
                },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: { Row: { type: "object", required: ["id"], properties: { id: { type: "string" } } } },
    },
  };
}

interface Body {
  readonly data: readonly { readonly id: string }[];
  readonly [name: string]: unknown;
}

const text = { type: "string" };
const optionalText = { type: ["string", "null"] };

test.each<[string, object, (url: URL, body: Body, base: string) => URL | undefined]>([
  [
    "a cursor with a usual name, which is empty at the end because it must be present",
    rows(["cursor", "limit"], { next_cursor: text }, { next_cursor: "string" }),
    (url, { next_cursor: next }) => (next === "" ? undefined : withParameter(url, "cursor", next)),
  ],
  [
    "a cursor in an object about pages, which is null at the end",
    rows(["page_token", "limit"], {
      meta: { type: "object", required: ["nextPageToken"], properties: { nextPageToken: optionalText } },
    }),
    (url, { meta }) => {
      const { nextPageToken: next } = meta as { readonly nextPageToken: unknown };
      return next === null ? undefined : withParameter(url, "page_token", next);
    },
  ],
  [
    "the address of the next page, by its number",
    rows(
      ["page", "limit"],
      { links: { type: "object", properties: { next: { type: "string", format: "uri" } } } },
      { links: { next: "https://api.rows.example/rows?page=2" } },
    ),
    (_url, { links }) => addressIn((links as { readonly next?: string }).next),
  ],
  [
    "a link with the address of the next page, by an offset",
    rows(["offset", "limit"], {
      _links: {
        type: "object",
        properties: { next: { type: "object", required: ["href"], properties: { href: text } } },
      },
    }),
    (_url, { _links: links }) =>
      addressIn((links as { readonly next?: { readonly href: string } }).next?.href),
  ],
  [
    "the ID of the last record",
    rows(["starting_after", "limit"], { has_more: { type: "boolean" } }),
    (url, { has_more: hasMore, data }) =>
      hasMore === true ? withParameter(url, "starting_after", data.at(-1)?.id) : undefined,
  ],
])("a list of another API can be read to its end: %s", async (_title, document, nextOf) => {
  await using mock = await startMock({ document, pages: { total: 25 } });
  const ids: string[] = [];
  let url: URL | undefined = new URL(`${mock.url}/rows?limit=10`);
  for (let page = 0; page < 5 && url !== undefined; page++) {
    const response: Response = await fetch(url);
    expect([response.status, response.headers.get("mock-ignored-parameters")]).toEqual([200, null]);
    const body = (await response.json()) as Body;
    ids.push(...body.data.map(({ id }) => id));
    url = nextOf(url, body, mock.url);
    expect(url?.origin ?? mock.url).toBe(mock.url);
  }
  expect([ids.length, new Set(ids).size, url]).toEqual([25, 25, undefined]);
});

function withParameter(url: URL, name: string, value: unknown): URL {
  const changed = new URL(url);
  changed.searchParams.set(name, String(value));
  return changed;
}

function addressIn(address: string | undefined): URL | undefined {
  return address === undefined ? undefined : new URL(address);
}

const CUPBOARDS = `
openapi: 3.1.0
info: { title: Cupboards, version: "1" }
paths:
  /cups:
    get: { responses: { "200": { content: { application/json: { schema: { type: object, properties: { errors: { type: array, items: { $ref: "#/components/schemas/Problem" } }, payload: { type: object, properties: { cups: { type: array, items: { type: string } } } } } } } } } } }
  /cups/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Cup" } } } } } }
  /mugs:
    get: { responses: { "200": { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/ListedMug" } } } } } } }
  /mugs/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Mug" } } } } } }
  /jars:
    get: { responses: { "200": { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Jar" } } } } } } }
  /shelves/{shelf}:
    parameters:
      - { name: shelf, in: path, required: true, schema: { type: string } }
      - { name: offset, in: query, schema: { type: integer } }
      - { name: limit, in: query, schema: { type: integer } }
    get: { responses: { "200": { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Mug" } }, example: [{ id: a, color: red }, { id: b, color: blue }] } } } } }
components:
  schemas:
    Problem: { type: object, required: [code], properties: { code: { type: string } } }
    Cup: { type: object, required: [id], properties: { id: { type: string } } }
    Mug: { type: object, required: [id, color], properties: { id: { type: string }, color: { type: string } } }
    Jar: { type: object, required: [id, lid], properties: { id: { type: string }, lid: { anyOf: [{ $ref: "#/components/schemas/Lid" }, { type: "null" }] } } }
    Lid: { type: object, required: [screws], properties: { screws: { type: integer } }, oneOf: [{ $ref: "#/components/schemas/Thread" }, { type: "null" }] }
    Thread: { type: object, required: [turns], properties: { turns: { type: integer } } }
    ListedMug: { type: object, required: [id, height], properties: { id: { type: string }, height: { type: number } } }
`;

test("the items of a list have what the list requires of them, also if the records themselves lack it", async () => {
  await using mock = await startMock({ document: parse(CUPBOARDS) });
  const [first] = (await call(mock, "GET /mugs")).body;
  expect(first).toEqual({ id: expect.any(String), height: expect.any(Number), color: expect.any(String) });
  expect((await call(mock, `GET /mugs/${first.id}`)).body).toMatchObject({
    id: first.id,
    color: first.color,
  });
});

test("errors beside a result are not the records", async () => {
  await using mock = await startMock({ document: parse(CUPBOARDS) });
  const { errors = [] } = (await call(mock, "GET /cups")).body;
  for (const error of errors) expect(error).toEqual({ code: expect.any(String) });
});

test("a list whose records the mock does not know ends after its example", async () => {
  await using mock = await startMock({ document: parse(CUPBOARDS) });
  const pages = [];
  for (const offset of [0, 1, 2])
    pages.push((await call(mock, `GET /shelves/a?limit=1&offset=${offset}`)).body);
  expect(pages).toEqual([[{ id: "a", color: "red" }], [{ id: "b", color: "blue" }], []]);
});

test("a nullable property whose object is nullable itself has a value", async () => {
  await using mock = await startMock({ document: parse(CUPBOARDS) });
  const [jar] = (await call(mock, "GET /jars")).body;
  expect(jar.lid).toEqual({ screws: expect.any(Number), turns: expect.any(Number) });
});

const SHIRTS = `
openapi: 3.1.0
info: { title: Shirts, version: "1" }
paths:
  /shirts:
    parameters:
      - { name: size, in: query, schema: { type: string } }
      - { name: start, in: query, schema: { type: [string, "null"] } }
      - { name: limit, in: query, schema: { type: integer } }
    get: { responses: { "200": { content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Shirt" } } } } } } }
  /shirts/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Shirt" } } } } } }
components:
  schemas:
    Shirt: { type: object, required: [id, size, start], properties: { id: { type: string }, size: { type: string }, start: { type: string } } }
`;

test("text with the name of a property selects records, although pages often have such a parameter", async () => {
  await using mock = await startMock({ document: parse(SHIRTS) });
  const all = (await call(mock, "GET /shirts?limit=100")).body;
  expect(all.length).toBeGreaterThan(1);
  for (const text of ["XL", "1"]) {
    for (const name of ["size", "start"])
      expect((await call(mock, `GET /shirts?${name}=${text}`)).body).toEqual([]);
  }
  expect((await call(mock, `GET /shirts?size=${encodeURIComponent(all[0].size)}`)).body).toContainEqual(
    all[0],
  );
});

const EVENTS = `
openapi: 3.1.0
info: { title: Events, version: "1" }
paths:
  /events:
    parameters:
      - { name: after, in: query, schema: { type: string } }
      - { name: marker, in: query, schema: { type: string, format: date-time } }
      - { name: page_token, in: query, schema: { type: string } }
      - { name: limit, in: query, schema: { type: integer } }
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Events" } } } } } }
  /events/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Event" } } } } } }
  /news:
    parameters:
      - { name: after, in: query, schema: { type: string, format: date } }
      - { name: limit, in: query, schema: { type: integer } }
    get: { responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Events" } } } } } }
components:
  schemas:
    Event: { type: object, required: [id], properties: { id: { type: string } } }
    Events: { type: object, required: [data], properties: { data: { type: array, items: { $ref: "#/components/schemas/Event" } }, next_cursor: { type: string } } }
`;

test("a filter whose name could be that of a cursor is none: by its format, or beside a clearer name", async () => {
  await using mock = await startMock({ document: parse(EVENTS) });
  const filters = "after=a&marker=2026-01-01T00:00:00Z&limit=1";
  const first = (await call(mock, `GET /events?${filters}`)).body;
  const second = (await call(mock, `GET /events?${filters}&page_token=${first.next_cursor}`)).body;
  expect(second.data).toEqual([{ id: expect.any(String) }]);
  expect(second.data).not.toEqual(first.data);
  expect((await call(mock, "GET /news?after=2026-01-01&limit=1")).status).toBe(200);
});
