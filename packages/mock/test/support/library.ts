import { type Mock, type MockOptions, startMock } from "../../src/index.js";
import type { JsonObject } from "../../src/json.js";

const apple = "00000000-0000-4000-8000-000000000001";
const pear = "00000000-0000-4000-8000-000000000002";

/** The error body of a status in the document below. */
export function errorBody(status: number): object {
  return { code: status, reason: `example of ${status}` };
}

/** Two examples of a book. */
export const books: readonly object[] = [
  { id: apple, title: "Apples", pages: 120 },
  { id: pear, title: "Pears", pages: 80 },
];

/** The API of a library: small, with unusual names for everything that a mock might hard-code. */
export function libraryDocument(): JsonObject & { readonly paths: JsonObject } {
  return {
    openapi: "3.1.0",
    info: { title: "Library", version: "1.0.0" },
    "x-rate-limit": { requests: 3, perSeconds: 60, recoverySeconds: 60 },
    "x-pagination": { cursor: "after", size: "count", items: "entries", next: "more" },
    security: [{ card: [] }],
    paths: {
      "/books": {
        get: {
          operationId: "listBooks",
          parameters: [{ $ref: "#/components/parameters/After" }, { $ref: "#/components/parameters/Count" }],
          responses: {
            200: json(list("Book"), { entries: books, shelf: "fruit", more: "x" }),
            ...errors(400, 401, 429),
          },
        },
        post: {
          operationId: "addBook",
          requestBody: { required: true, content: { "application/json": { schema: ref("Book") } } },
          responses: { 200: json(ref("Book"), books[0]), ...errors(400, 401, 409, 429, 503) },
        },
      },
      "/books/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        get: {
          operationId: "retrieveBook",
          responses: { 200: json(ref("Book"), books[0]), ...errors(401, 404, 429) },
        },
        delete: { operationId: "removeBook", responses: { 204: { description: "Gone." }, ...errors(404) } },
      },
      "/authors": {
        get: {
          operationId: "listAuthors",
          parameters: [{ $ref: "#/components/parameters/After" }],
          responses: { 200: json(list("Author"), { entries: [{ id: "ann" }] }), ...errors(400) },
        },
      },
      "/shelves": {
        get: {
          operationId: "listShelves",
          responses: { 200: json(list("Author"), { entries: [{ id: "north" }] }) },
        },
      },
      "/scans/{folder}/text": {
        get: {
          operationId: "readScan",
          parameters: [
            {
              name: "folder",
              in: "path",
              required: true,
              "x-multi-segment": true,
              schema: { type: "string" },
            },
          ],
          responses: { 200: { description: "Text.", content: { "text/plain": { example: "scanned" } } } },
        },
      },
    },
    components: {
      securitySchemes: { card: { type: "apiKey", in: "header", name: "Library-Card" } },
      parameters: {
        After: { name: "after", in: "query", schema: { type: "string" } },
        Count: { name: "count", in: "query", schema: { type: "integer", minimum: 1, maximum: 30 } },
      },
      schemas: {
        Book: {
          type: "object",
          required: ["title"],
          properties: {
            id: { type: "string", format: "uuid" },
            title: { type: "string" },
            pages: { type: "integer" },
          },
        },
        Author: { type: "object", properties: { id: { type: "string" } } },
        Problem: { type: "object", properties: { code: { type: "integer" }, reason: { type: "string" } } },
      },
    },
  };
}

/** A mock of the library that responds with the examples of the document. */
export function openLibrary(options: Omit<MockOptions, "document"> = {}): Promise<Mock> {
  return startMock({ document: libraryDocument(), memory: false, ...options });
}

/** Sends a request with a library card. */
export function send(
  mock: Pick<Mock, "url">,
  target: string,
  init: RequestInit & { readonly card?: string } = {},
): Promise<Response> {
  const { card = "card-1", ...rest } = init;
  const headers = { "library-card": card, ...rest.headers };
  return fetch(mock.url + target, { ...rest, headers });
}

function ref(schema: string): object {
  return { $ref: `#/components/schemas/${schema}` };
}

function list(schema: string): object {
  return { type: "object", properties: { entries: { type: "array", items: ref(schema) } } };
}

function json(schema: object, example: unknown): object {
  return { description: "Done.", content: { "application/json": { schema, example } } };
}

function errors(...statuses: readonly number[]): object {
  return Object.fromEntries(statuses.map((status) => [status, json(ref("Problem"), errorBody(status))]));
}
