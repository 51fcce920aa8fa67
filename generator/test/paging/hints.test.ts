import { describe, expect, test } from "vitest";
import { callOf } from "../support/paging.ts";

const string = { type: "string" };
const integer = { type: "integer" };
const order = { type: "object", required: ["id"], properties: { id: string, total: integer } };
const orders = { type: "array", items: order };
const object = (properties: object) => ({ type: "object", properties });

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
      {
        "x-speakeasy-pagination": {
          type: "cursor",
          inputs: [{ name: "c", in: "parameters", type: "cursor" }],
          outputs: { nextCursor: "$.rows[-1].id" },
        },
      },
      { kind: "cursor", cursor: "c", items: ["rows"], last: ["id"] },
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

  test("a cursor of Speakeasy may be in the last item of a response that is an array", async () => {
    const outputs = { nextCursor: "$[(@.length-1)].id" };
    const inputs = [{ name: "c", in: "parameters", type: "cursor" }];
    const others = { "x-speakeasy-pagination": { type: "cursor", inputs, outputs } };
    const { call, reported } = await callOf({ query, response: orders, others });
    expect(call).toHaveProperty("paging", { kind: "cursor", cursor: "c", items: [], last: ["id"] });
    expect(reported).toEqual([]);
  });

  test("`x-fern-pagination: true` is that of the document", async () => {
    const root = { "x-fern-pagination": { offset: "$request.p", results: "$response.rows" } };
    const { call, reported } = await callOf({ query, response, others: { "x-fern-pagination": true }, root });
    expect(call).toHaveProperty("paging", { kind: "page", page: "p", items: ["rows"] });
    expect(reported).toEqual([]);
    expect((await callOf({ query, response, root })).call).toEqual({ kind: "single" });
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
