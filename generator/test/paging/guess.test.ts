import { describe, expect, test } from "vitest";
import { generateFrom } from "../support/generate.ts";
import { callOf, type ShortOperation, shortDocument } from "../support/paging.ts";
import { runProgram } from "../support/program.ts";

const string = { type: "string" };
const integer = { type: "integer" };
const boolean = { type: "boolean" };
const order = { type: "object", required: ["id"], properties: { id: string, total: integer } };
const orders = { type: "array", items: order };
const object = (properties: object) => ({ type: "object", properties });

describe("a style of pages is found by the shape of the request and the response", () => {
  test.each<[title: string, operation: ShortOperation, paging: object]>([
    [
      "a cursor of a usual name",
      { query: { page_token: string }, response: object({ orders, next_page_token: string }) },
      { kind: "cursor", cursor: "page_token", items: ["orders"], next: ["next_page_token"] },
    ],
    [
      "a cursor in an object about pages, under the name of the parameter",
      { query: { after: string }, response: object({ data: orders, paging: object({ after: string }) }) },
      { kind: "cursor", cursor: "after", items: ["data"], next: ["paging", "after"] },
    ],
    [
      "a number as the cursor, which is not an offset",
      {
        query: { from: integer, limit: integer },
        response: object({ results: orders, from: integer, next: integer }),
      },
      { kind: "cursor", cursor: "from", items: ["results"], next: ["next"] },
    ],
    [
      "a cursor in the body of a search",
      {
        method: "post",
        path: "/orders/search",
        body: { cursor: string },
        response: object({ orders, cursor: string, has_more: boolean }),
      },
      {
        kind: "cursor",
        cursor: "cursor",
        in: "body",
        items: ["orders"],
        next: ["cursor"],
        more: ["has_more"],
      },
    ],
    [
      "the id of the last item",
      { query: { starting_after: string }, response: object({ data: orders, has_more: boolean }) },
      { kind: "cursor", cursor: "starting_after", items: ["data"], last: ["id"], more: ["has_more"] },
    ],
    [
      "the id of the last item, which only the response has",
      {
        query: { after: string },
        response: object({ data: { type: "array", items: string }, last_id: string, has_more: boolean }),
      },
      { kind: "cursor", cursor: "after", items: ["data"], next: ["last_id"], more: ["has_more"] },
    ],
    [
      "an offset and an array as the response",
      { query: { offset: integer, limit: integer }, response: orders },
      { kind: "offset", offset: "offset", items: [] },
    ],
    [
      "an offset with a total in an object about pages",
      { query: { skip: integer }, response: object({ orders, meta: object({ total: integer }) }) },
      { kind: "offset", offset: "skip", items: ["orders"], total: ["meta", "total"] },
    ],
    [
      "`from` that says it is an offset",
      {
        query: { from: { ...integer, description: "Skips the specified number of orders." }, size: integer },
        response: object({ orders }),
      },
      { kind: "offset", offset: "from", items: ["orders"] },
    ],
    [
      "a page number from 1",
      {
        query: { page: { ...integer, default: 1 }, per_page: integer },
        response: object({ orders, total_pages: integer }),
      },
      { kind: "page", page: "page", items: ["orders"], pages: ["total_pages"] },
    ],
    [
      "a page number from 0",
      {
        query: { "page[number]": { ...integer, description: "The zero-based page." }, "page[size]": integer },
        response: object({ orders, total: integer }),
      },
      { kind: "page", page: "page[number]", first: 0, items: ["orders"], total: ["total"] },
    ],
    [
      "a page number without its first one, which the response repeats",
      {
        query: { page: integer },
        response: object({ orders, pagination: object({ page: integer, pageCount: integer }) }),
      },
      {
        kind: "page",
        page: "page",
        items: ["orders"],
        current: ["pagination", "page"],
        pages: ["pagination", "pageCount"],
      },
    ],
    [
      "the number of a page in an object whose properties are sent as parameters",
      {
        query: { pageable: object({ page: { ...integer, minimum: 0 }, size: integer }) },
        response: object({ content: orders, totalPages: integer, number: integer, last: boolean }),
      },
      {
        kind: "page",
        page: "page",
        object: "pageable",
        first: 0,
        items: ["content"],
        pages: ["totalPages"],
      },
    ],
    [
      "a page number as text, whose default is a number",
      {
        query: { page: { ...string, default: "1" }, limit: string },
        response: object({ orders, total: integer }),
      },
      { kind: "page", page: "page", items: ["orders"], total: ["total"] },
    ],
    [
      "an offset as text, which the response repeats as a number",
      {
        query: { offset: string },
        response: object({ orders, offset: integer, has_next: boolean }),
      },
      { kind: "offset", offset: "offset", items: ["orders"], more: ["has_next"] },
    ],
    [
      "the only array of an object that is only about the list",
      {
        query: { cursor: string },
        response: object({
          payload: object({ found: orders, total: integer, pagination: object({ next_cursor: string }) }),
        }),
      },
      {
        kind: "cursor",
        cursor: "cursor",
        items: ["payload", "found"],
        next: ["payload", "pagination", "next_cursor"],
      },
    ],
    [
      "an address in `links`",
      {
        query: { page: { ...integer, default: 1 } },
        response: object({
          orders,
          links: object({ pages: object({ next: string }) }),
          meta: object({ total: integer }),
        }),
      },
      { kind: "address", items: ["orders"], next: ["links", "pages", "next"] },
    ],
    [
      "an address next to the previous one and a count",
      {
        query: { page: integer },
        response: object({ count: integer, next: string, previous: string, results: orders }),
      },
      { kind: "address", items: ["results"], next: ["next"] },
    ],
    [
      "an address by its name, with the items of several arrays that the path names",
      {
        query: { limit: integer },
        response: object({ orders, tags: { type: "array", items: string }, "@odata.nextLink": string }),
      },
      { kind: "address", items: ["orders"], next: ["@odata.nextLink"] },
    ],
    [
      "the header Link",
      { query: { per_page: integer }, headers: ["Link"], response: orders },
      { kind: "link", items: [] },
    ],
    [
      "the header Link, which only a parameter mentions",
      {
        query: { before: { ...string, description: "A cursor, as given in the Link header." } },
        response: orders,
      },
      { kind: "link", items: [] },
    ],
  ])("%s", async (_, operation, paging) => {
    const { call, reported } = await callOf(operation);
    expect(call).toMatchObject({ kind: "paged", source: "guess" });
    expect(call).toHaveProperty("paging", paging);
    expect(reported).toEqual([
      expect.stringMatching(/^guessed-pagination: listOrders is generated as a list/),
    ]);
  });
});

describe("nothing is guessed", () => {
  test.each<[reason: string, operation: ShortOperation]>([
    ["without a parameter", { response: object({ orders, next_cursor: string }) }],
    ["without an array", { query: { cursor: string }, response: object({ order, next_cursor: string }) }],
    ["without a cursor in the response", { query: { cursor: string }, response: object({ orders }) }],
    [
      "when two arrays may be the items",
      { query: { offset: integer, limit: integer }, response: object({ a: orders, b: orders }) },
    ],
    [
      "when `start` may be a date",
      { query: { start: { ...integer, description: "A timestamp." }, limit: integer }, response: orders },
    ],
    ["when the first page may be 0 or 1", { query: { page: integer, limit: integer }, response: orders }],
    [
      "when an offset begins at 1",
      { query: { offset: { ...integer, minimum: 1 }, limit: integer }, response: orders },
    ],
    [
      "when an offset is text that may be a cursor",
      { query: { offset: string, limit: integer }, response: object({ orders, total: integer }) },
    ],
    [
      "when an offset is text, and the number of that name is not about pages",
      {
        query: { offset: string, limit: integer },
        response: object({ orders, total: integer, file: object({ offset: integer, name: string }) }),
      },
    ],
    [
      "when the object that contains the only array is about something else",
      {
        query: { cursor: string },
        response: object({ scan: object({ found: orders, id: string }), next_cursor: string }),
      },
    ],
    [
      "when pages must be switched on",
      { query: { offset: integer, limit: integer, paginated: boolean }, response: orders },
    ],
    [
      "for an object whose properties are not sent as parameters",
      {
        others: {
          parameters: [
            {
              name: "pageable",
              in: "query",
              explode: false,
              schema: object({ page: { ...integer, minimum: 0 }, size: integer }),
            },
          ],
        },
        response: object({ content: orders, totalPages: integer }),
      },
    ],
    [
      "for a request that creates",
      { method: "post", body: { cursor: string }, response: object({ orders, next_cursor: string }) },
    ],
    [
      "when a page would hide a property",
      { query: { cursor: string }, response: object({ data: string, orders, next_cursor: string }) },
    ],
    [
      "when a page would hide all others",
      {
        query: { cursor: string },
        response: object({ data: object({ items: orders }), next_cursor: string }),
      },
    ],
    [
      "for a cursor that is an object",
      { query: { cursor: object({ id: string }) }, response: object({ orders, next_cursor: string }) },
    ],
    [
      "when the document describes its pages",
      {
        root: { "x-pagination": { cursor: "token", items: "list", next: "token" } },
        query: { cursor: string },
        response: object({ orders, next_cursor: string }),
      },
    ],
  ])("%s", async (_, operation) => {
    expect(await callOf(operation)).toEqual({ call: { kind: "single" }, reported: [] });
  });
});

test("a boolean `hasNextPage` is the method of a page, which is a note", async () => {
  const response = object({ items: orders, pageNumber: integer, totalPages: integer, hasNextPage: boolean });
  const { call, reported } = await callOf({ query: { pageNumber: integer }, response });
  expect(call).toMatchObject({ kind: "paged", paging: { page: "pageNumber", more: ["hasNextPage"] } });
  expect(reported).toEqual([
    "property-is-page-method: the property `hasNextPage` of the response of listOrders is the method `hasNextPage()` of its pages, which returns the same",
    expect.stringMatching(/^guessed-pagination: /),
  ]);
  const text = { ...response.properties, hasNextPage: string };
  expect(await callOf({ query: { pageNumber: integer }, response: object(text) })).toEqual({
    call: { kind: "single" },
    reported: [],
  });
});

test("a guess is a note of lint, even with --strict, and nothing that generate prints", async () => {
  const files = {
    "shop.json": shortDocument({
      query: { cursor: string },
      response: object({ orders, next_cursor: string }),
    }),
  };
  const lint = await runProgram(["lint", "--strict", "--spec", "shop.json"], files);
  expect(lint).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^the document is valid, 1 note in /),
  });
  expect(lint.stderr).toContain(
    "note guessed-pagination: listOrders is generated as a list; its pagination is a guess: by the cursor `cursor`",
  );
  const generated = await generateFrom(files, { strict: true });
  expect(generated.diagnostics).toEqual([]);
});
