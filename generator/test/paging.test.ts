import { describe, expect, test } from "vitest";
import { callOf, type ShortOperation } from "./support/paging.ts";

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
      "when pages must be switched on",
      { query: { offset: integer, limit: integer, paginated: boolean }, response: orders },
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

describe("`x-pagination` of an operation", () => {
  const response = object({
    lines: orders,
    others: orders,
    meta: object({ "next.key": string, sum: integer }),
  });
  const query = { k: string, at: integer };

  test("names what the shape does not show, and is not a guess", async () => {
    const own = { kind: "offset", offset: "at", items: "lines", total: "meta.sum" };
    const { call, reported } = await callOf({ query, response, others: { "x-pagination": own } });
    expect(call).toMatchObject({
      kind: "paged",
      source: "operation",
      paging: { kind: "offset", offset: "at", items: ["lines"], total: ["meta", "sum"] },
    });
    expect(reported).toEqual([]);
  });

  test("may name a property with a dot", async () => {
    const own = { cursor: "k", items: "lines", next: "meta.next.key" };
    const { call } = await callOf({ query, response, others: { "x-pagination": own } });
    expect(call).toHaveProperty("paging.next", ["meta", "next.key"]);
  });

  test("`none` says that an operation is not a list", async () => {
    const shape = { query: { cursor: string }, response: object({ orders, next_cursor: string }) };
    const told = await callOf({ ...shape, others: { "x-pagination": { kind: "none" } } });
    expect(told).toEqual({ call: { kind: "single" }, reported: [] });
  });

  test("confirms a guess: what is not named is found", async () => {
    const shape = { query: { cursor: string }, response: object({ orders, next_cursor: string }) };
    const { call, reported } = await callOf({ ...shape, others: { "x-pagination": { kind: "cursor" } } });
    expect(call).toMatchObject({ source: "operation", paging: { cursor: "cursor", next: ["next_cursor"] } });
    expect(reported).toEqual([]);
  });

  test.each([
    [{ kind: "offset", offset: "no", items: "lines" }, "the request has no parameter `no`"],
    [{ kind: "offset", offset: "at", items: "no" }, "the response has no array `no`"],
    [{ kind: "offset", offset: "at", items: "" }, "the response is not an array"],
    [{ kind: "offset", offset: "at", items: "lines", total: "sum" }, "the response has no value `sum`"],
    [
      { kind: "offset", offset: "at" },
      "the response has no array that must be the items: name it in `items`",
    ],
    [{ kind: "page", items: "lines" }, "the request has no usual parameter: name it in `page`"],
    [
      { kind: "address", items: "lines" },
      "the response has no value that must be the next page: name it in `next`",
    ],
  ])("that does not fit is reported: %j", async (own, problem) => {
    const { call, reported } = await callOf({ query, response, others: { "x-pagination": own } });
    expect(call).toEqual({ kind: "single" });
    expect(reported).toEqual([
      `pagination-does-not-fit: \`x-pagination\` does not fit this operation, so it is not a list: ${problem}`,
    ]);
  });
});

describe("`x-pagination` of the document", () => {
  test("may be of any style, and is about the operations that it fits", async () => {
    const root = { "x-pagination": { kind: "page", page: "p", items: "rows" } };
    const fitting = await callOf({ root, query: { p: integer }, response: object({ rows: orders }) });
    expect(fitting.call).toMatchObject({
      source: "operation",
      paging: { kind: "page", page: "p", items: ["rows"] },
    });
    const other = await callOf({ root, response: object({ rows: orders }) });
    expect(other).toEqual({ call: { kind: "single" }, reported: [] });
  });

  test("needs the names of a cursor, since it is about lists of several shapes", async () => {
    const { call, reported } = await callOf({
      root: { "x-pagination": { items: "orders" } },
      response: object({ orders }),
    });
    expect(call).toEqual({ kind: "single" });
    expect(reported).toEqual([
      "missing-member: `x-pagination` is missing the required member `cursor`; `x-pagination` is ignored",
      "missing-member: `x-pagination` is missing the required member `next`; `x-pagination` is ignored",
    ]);
  });

  test("of an unknown kind is reported", async () => {
    const { reported } = await callOf({
      root: { "x-pagination": { kind: "pages" } },
      response: object({ orders }),
    });
    expect(reported).toEqual([
      'wrong-shape: `kind` must be cursor, offset, page, address, link or none, but it is the string "pages"; it is ignored',
    ]);
  });
});

describe("`pagination` in the configuration", () => {
  const operation = {
    query: { cursor: string, n: integer },
    response: object({ orders, next_cursor: string }),
  };
  const offset = { kind: "offset", offset: "n", items: "orders" } as const;

  test.each([["listOrders"], ["GET /orders"], ["GET /ord*"], ["*"]])(
    "is about the operations %s",
    async (name) => {
      const { call, reported } = await callOf(operation, [{ ...offset, operations: [name] }]);
      expect(call).toMatchObject({ source: "operation", paging: { kind: "offset", offset: "n" } });
      expect(reported).toEqual([]);
    },
  );

  test("is not about others", async () => {
    const { call } = await callOf(operation, [
      { ...offset, operations: ["POST /orders", "listOrder", "/orders"] },
    ]);
    expect(call).toMatchObject({ source: "guess", paging: { kind: "cursor" } });
  });

  test("replaces what the operation says", async () => {
    const others = { "x-pagination": { kind: "none" } };
    const { call } = await callOf({ ...operation, others }, [{ ...offset, operations: ["listOrders"] }]);
    expect(call).toMatchObject({ paging: { kind: "offset" } });
  });

  test("without operations is about those that it fits, and the first one that fits counts", async () => {
    const rules = [{ kind: "page", page: "no" }, offset, { kind: "none" }] as const;
    expect((await callOf(operation, rules)).call).toMatchObject({ paging: { kind: "offset" } });
    expect((await callOf(operation, [{ kind: "none" }])).call).toEqual({ kind: "single" });
  });

  test("that names an operation that it does not fit is reported", async () => {
    const { reported } = await callOf(operation, [{ kind: "page", page: "p", operations: ["listOrders"] }]);
    expect(reported).toEqual([
      "pagination-does-not-fit: `pagination` in the configuration does not fit this operation, so it is not a list: " +
        "the request has no parameter `p`",
    ]);
  });
});

describe("hints of other generators", () => {
  const response = object({
    rows: orders,
    tags: orders,
    page: object({ more: string, last: integer, link: string }),
  });
  const query = { c: string, o: integer, p: integer };

  test.each<[extension: object, paging: object]>([
    [
      {
        "x-speakeasy-pagination": {
          type: "cursor",
          inputs: [{ name: "c", in: "parameters", type: "cursor" }],
          outputs: { results: "$.rows", nextCursor: "$.page.more" },
        },
      },
      { kind: "cursor", cursor: "c", items: ["rows"], next: ["page", "more"] },
    ],
    [
      {
        "x-speakeasy-pagination": {
          type: "offsetLimit",
          inputs: [{ name: "p", in: "parameters", type: "page" }],
          outputs: { results: "$.rows", numPages: "$['page'].last" },
        },
      },
      { kind: "page", page: "p", items: ["rows"], pages: ["page", "last"] },
    ],
    [
      {
        "x-speakeasy-pagination": {
          type: "offsetLimit",
          inputs: [{ name: "o", in: "parameters", type: "offset" }],
          outputs: { results: "$.rows" },
        },
      },
      { kind: "offset", offset: "o", items: ["rows"] },
    ],
    [
      { "x-speakeasy-pagination": { type: "url", outputs: { results: "$.rows", nextUrl: "$.page.link" } } },
      { kind: "address", items: ["rows"], next: ["page", "link"] },
    ],
    [
      {
        "x-fern-pagination": {
          cursor: "$request.c",
          next_cursor: "$response.page.more",
          results: "$response.rows",
        },
      },
      { kind: "cursor", cursor: "c", items: ["rows"], next: ["page", "more"] },
    ],
    [
      { "x-fern-pagination": { offset: "$request.p", results: "$response.rows" } },
      { kind: "page", page: "p", items: ["rows"] },
    ],
    [
      { "x-fern-pagination": { offset: "$request.o", step: "$request.limit", results: "$response.rows" } },
      { kind: "offset", offset: "o", items: ["rows"] },
    ],
    [
      { "x-ms-pageable": { itemName: "rows", nextLinkName: "page.link" } },
      { kind: "address", items: ["rows"], next: ["page", "link"] },
    ],
  ])("%j", async (others, paging) => {
    const { call, reported } = await callOf({ query, response, others });
    expect(call).toMatchObject({ kind: "paged", source: "operation" });
    expect(call).toHaveProperty("paging", paging);
    expect(reported).toEqual([]);
  });

  test("`x-ms-pageable` without a link says that the response is the whole list", async () => {
    const shape = { query: { cursor: string }, response: object({ value: orders, next_cursor: string }) };
    const { call } = await callOf({ ...shape, others: { "x-ms-pageable": { nextLinkName: null } } });
    expect(call).toEqual({ kind: "single" });
  });

  test("one that does not fit is reported with its name", async () => {
    const others = { "x-fern-pagination": { offset: "$request.no", results: "$response.rows" } };
    expect((await callOf({ query, response, others })).reported).toEqual([
      "pagination-does-not-fit: `x-fern-pagination` does not fit this operation, so it is not a list: " +
        "the request has no parameter `no`",
    ]);
  });
});
