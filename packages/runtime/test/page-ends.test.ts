import { describe, expect, test } from "vitest";
import { PaginationError } from "../src/index.js";
import type { PageStyle } from "../src/page-styles/index.js";
import { cursorPages, numberedPages, offsetPages } from "../src/page-styles/index.js";
import { SIZE, slice } from "./support/list-examples.js";
import { listOf, numbered, readAll, startList } from "./support/list-server.js";

describe("a list by offset", () => {
  const style: PageStyle = { kind: "offset", offset: "offset", items: [] };

  test("counts the items that arrive, whatever the size of the pages", async () => {
    const all = numbered(7);
    const sizes = [3, 1, 2, 1, 5];
    await using server = await startList(({ query }) => {
      const start = Number(query.get("offset") ?? 0);
      return { body: all.slice(start, start + (sizes[server.arrived.length - 1] ?? 1)) };
    });
    const { ids } = await readAll(listOf(server, style, offsetPages));
    expect(ids).toEqual(all.map(({ id }) => id));
  });

  test("starts at the caller's offset, and keeps the caller's limit", async () => {
    const all = numbered(9);
    await using server = await startList(({ query }) => {
      const start = Number(query.get("offset"));
      return { body: all.slice(start, start + Number(query.get("limit"))) };
    });
    const { ids } = await readAll(listOf(server, style, offsetPages, { offset: 4, limit: 3 }));
    expect(ids).toEqual(["5", "6", "7", "8", "9"]);
    expect(server.arrived.map(({ path }) => path)).toEqual([
      "/v1/items?offset=4&limit=3",
      "/v1/items?limit=3&offset=7",
      "/v1/items?limit=3&offset=9",
    ]);
  });

  test("fails instead of running for ever when the server ignores the parameter", async () => {
    await using server = await startList(() => ({ body: numbered(2) }));
    const { ids, error } = await readAll(listOf(server, style, offsetPages));
    expect(ids).toEqual(["1", "2"]);
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ cursor: "2", message: expect.stringMatching(/same page again/) });
    expect(server.arrived).toHaveLength(2);
  });

  test("allows pages of equal values that are not objects", async () => {
    await using server = await startList(({ query }) => ({
      body: Number(query.get("offset") ?? 0) < 6 ? [0, 0] : [],
    }));
    expect(await listOf(server, style, offsetPages).toArray()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("fails when the response says that there are more items, but contains none", async () => {
    await using server = await startList(() => ({ body: { items: [], more: true } }));
    const own: PageStyle = { kind: "offset", offset: "offset", items: "items", more: "more" };
    const { error } = await readAll(listOf(server, own, offsetPages));
    expect((error as Error).message).toBe("the list cannot continue: more is true, but there are no items");
  });
});

describe("a list by page number", () => {
  test("starts at the caller's page, where a total cannot tell which page is the last", async () => {
    const all = numbered(5);
    await using server = await startList(({ query }) => ({
      body: { items: slice(all, (Number(query.get("page")) - 1) * SIZE), total: all.length },
    }));
    const style: PageStyle = { kind: "page", page: "page", items: "items", total: "total" };
    const { ids } = await readAll(listOf(server, style, numberedPages, { page: 2 }));
    expect(ids).toEqual(["3", "4", "5"]);
    expect(server.arrived).toHaveLength(3);
  });

  test("fails instead of running for ever when the server repeats its last page", async () => {
    const all = numbered(3);
    await using server = await startList(({ query }) => ({
      body: slice(all, (Math.min(2, Number(query.get("page") ?? 1)) - 1) * SIZE),
    }));
    const { ids, error } = await readAll(
      listOf(server, { kind: "page", page: "page", items: [] }, numberedPages),
    );
    expect(ids).toEqual(["1", "2", "3"]);
    expect(error).toBeInstanceOf(PaginationError);
  });
});

describe("a list whose page is selected by text that is no number", () => {
  const styles = [
    [{ kind: "page", page: "page", items: [] }, numberedPages],
    [{ kind: "offset", offset: "page", items: [] }, offsetPages],
  ] as const;

  test.each(styles)("has one page, and fails after it: %j", async (style, pages) => {
    await using server = await startList(() => ({ body: numbered(2) }));
    const { ids, error } = await readAll(listOf(server, style, pages, { page: "latest" }));
    expect(ids).toEqual(["1", "2"]);
    expect(error).toBeInstanceOf(PaginationError);
    expect((error as Error).message).toBe("the list cannot continue: page is not a number");
    expect(server.arrived.map(({ path }) => path)).toEqual(["/v1/items?page=latest"]);
  });
});

describe("a list by cursor", () => {
  test("fails when a cursor leads back to an earlier page", async () => {
    await using server = await startList(({ query }) => ({
      body: { rows: [{ id: query.get("after") ?? "first" }], page: { next: "b" } },
    }));
    const style: PageStyle = { kind: "cursor", cursor: "after", items: "rows", next: ["page", "next"] };
    const { ids, error } = await readAll(listOf(server, style, cursorPages));
    expect(ids).toEqual(["first", "b"]);
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ cursor: "b" });
  });

  test.each([
    [{ data: [], has_more: true }, "the list cannot continue: has_more is true, but there is no cursor"],
    [{ data: [{}], has_more: true }, "the list cannot continue: has_more is true, but there is no cursor"],
    [{ data: [{ id: {} }], has_more: true }, "the response is not a page: id is an object"],
    [{ data: [{ name: "a" }] }, "the list cannot continue: the last item has no id"],
  ])("fails instead of ending when %j has no cursor", async (body, problem) => {
    await using server = await startList(() => ({ body }));
    const style: PageStyle = {
      kind: "cursor",
      cursor: "starting_after",
      items: "data",
      last: "id",
      more: "has_more",
    };
    const { error } = await readAll(listOf(server, style, cursorPages));
    expect((error as Error).message).toBe(problem);
  });
});

describe("a list whose server omits empty arrays", () => {
  const style: PageStyle = {
    kind: "cursor",
    cursor: "cursor",
    items: "items",
    next: "cursor",
    more: ["meta", "more"],
  };

  test.each([[{}], [{ meta: { more: false } }], [{ count: 0, errors: [], note: "", previous: null }]])(
    "ends with %j",
    async (body) => {
      await using server = await startList(() => ({ body }));
      expect(await readAll(listOf(server, style, cursorPages))).toEqual({ ids: [], error: undefined });
    },
  );

  test.each([
    [{ error: "temporarily unavailable" }],
    [{ count: 2 }],
    [{ success: false }],
    [{ errors: [{ code: 1 }] }],
  ])("still rejects %j", async (body) => {
    await using server = await startList(() => ({ body }));
    const { error } = await readAll(listOf(server, style, cursorPages));
    expect((error as Error).message).toBe("the response is not a page: it has no items");
  });
});

test("a cursor that is a number stays a number in the body of a request", async () => {
  const bodies: unknown[] = [];
  await using server = await startList(({ body }) => {
    bodies.push(body);
    return { body: { items: numbered(1), next: bodies.length === 1 ? 7 : null } };
  });
  const style: PageStyle = { kind: "cursor", cursor: "offset", in: "body", items: "items", next: "next" };
  await listOf(server, style, cursorPages).toArray();
  expect(bodies).toEqual([{}, { offset: 7 }]);
});
