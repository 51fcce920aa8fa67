import { describe, expect, test } from "vitest";
import { callOf } from "../support/paging.ts";

const string = { type: "string" };
const integer = { type: "integer" };
const order = { type: "object", required: ["id"], properties: { id: string, total: integer } };
const orders = { type: "array", items: order };
const object = (properties: object) => ({ type: "object", properties });

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

test("a parameter in an object of the query is named with or without the object", async () => {
  const query = { pageable: object({ nr: integer }) };
  for (const page of ["nr", "pageable.nr"]) {
    const own = { kind: "page", page };
    const { call } = await callOf({ query, response: object({ orders }), others: { "x-pagination": own } });
    expect(call).toHaveProperty("paging", {
      kind: "page",
      page: "nr",
      object: "pageable",
      items: ["orders"],
    });
  }
});

test("a property that the pages of a described list hide is a warning", async () => {
  const own = { kind: "offset", offset: "at", items: "lines" };
  const response = object({ lines: orders, data: object({ sum: integer }), toArray: string });
  const { call, reported } = await callOf({
    query: { at: integer },
    response,
    others: { "x-pagination": own },
  });
  expect(call).toMatchObject({ kind: "paged", source: "operation" });
  expect(reported).toEqual(
    ["toArray", "data"].map((name) =>
      expect.stringMatching(
        `^property-hidden-by-page: the pages of listOrders have a member \`${name}\` of their own`,
      ),
    ),
  );
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

  test("is not about others, and a name of no operation is reported", async () => {
    const { call, reported } = await callOf(operation, [
      { ...offset, operations: ["POST /orders", "listOrder", "/orders"] },
    ]);
    expect(call).toMatchObject({ source: "guess", paging: { kind: "cursor" } });
    expect(reported.filter((each) => !each.startsWith("guessed"))).toEqual([
      'pagination-of-no-operation: `pagination` in the configuration names "POST /orders", which is not an operation',
      'pagination-of-no-operation: `pagination` in the configuration names "listOrder", which is not an operation',
      'pagination-of-no-operation: `pagination` in the configuration names "/orders", which is not an operation',
    ]);
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
