import { describe, expect, test } from "vitest";
import { ConfigurationError, PaginationError, pageOperation } from "../src/index.js";
import type { FetchPage, PageStyle } from "../src/page-styles/index.js";
import {
  addressPages,
  cursorPages,
  linkPages,
  numberedPages,
  offsetPages,
} from "../src/page-styles/index.js";
import { type Asked, listOf, numbered, readAll, type SentPage, startList } from "./support/list-server.js";
import { type Item, shop } from "./support/shop.js";

type Items = readonly Item[];

/** A style, and a server that pages a list in it by two items. */
interface Example {
  readonly title: string;
  readonly style: PageStyle;
  readonly pages: FetchPage;
  serve(all: Items, asked: Asked): SentPage;
  /** Whether a list of three full pages needs a fourth request, because no response says that it is the last. */
  readonly isBlind?: true;
}

const SIZE = 2;
const slice = (all: Items, start: number): Items => all.slice(start, start + SIZE);
const after = (all: Items, cursor: unknown): number =>
  cursor === null || cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
const nextPath = (all: Items, start: number): string | null =>
  start + SIZE < all.length ? `/v1/items?start=${start + SIZE}` : null;

const examples: readonly Example[] = [
  {
    title: "a cursor that is nested",
    style: {
      kind: "cursor",
      cursor: "after",
      items: ["result", "rows"],
      next: ["result", "paging", "after"],
    },
    pages: cursorPages,
    serve: (all, { query }) => {
      const start = after(all, query.get("after"));
      const rows = slice(all, start);
      const paging = start + SIZE < all.length ? { after: rows.at(-1)?.id } : undefined;
      return { body: { result: { rows, paging } } };
    },
  },
  {
    title: "the id of the last item",
    style: { kind: "cursor", cursor: "starting_after", items: "data", last: "id", more: "has_more" },
    pages: cursorPages,
    serve: (all, { query }) => {
      const start = after(all, query.get("starting_after"));
      return { body: { data: slice(all, start), has_more: start + SIZE < all.length } };
    },
  },
  {
    title: "the id of the last item, and no word about further pages",
    style: { kind: "cursor", cursor: "starting_after", items: "data", last: "id" },
    pages: cursorPages,
    isBlind: true,
    serve: (all, { query }) => ({ body: { data: slice(all, after(all, query.get("starting_after"))) } }),
  },
  {
    title: "a cursor in the body of the request",
    style: {
      kind: "cursor",
      cursor: "start_cursor",
      in: "body",
      items: "results",
      next: "next_cursor",
      more: "has_more",
    },
    pages: cursorPages,
    serve: (all, { body }) => {
      const start = after(all, body.start_cursor);
      const results = slice(all, start);
      const hasMore = start + SIZE < all.length;
      return { body: { results, has_more: hasMore, next_cursor: hasMore ? results.at(-1)?.id : null } };
    },
  },
  {
    title: "an offset with a total",
    style: { kind: "offset", offset: "skip", items: "items", total: ["meta", "total"] },
    pages: offsetPages,
    serve: (all, { query }) => ({
      body: { items: slice(all, Number(query.get("skip") ?? 0)), meta: { total: all.length } },
    }),
  },
  {
    title: "an offset, and an array as the response",
    style: { kind: "offset", offset: "offset", items: [] },
    pages: offsetPages,
    isBlind: true,
    serve: (all, { query }) => ({ body: slice(all, Number(query.get("offset") ?? 0)) }),
  },
  {
    title: "an offset in the body of the request",
    style: { kind: "offset", offset: "from", in: "body", items: "hits", more: "more" },
    pages: offsetPages,
    serve: (all, { body }) => {
      const start = Number(body.from ?? 0);
      return { body: { hits: slice(all, start), more: start + SIZE < all.length } };
    },
  },
  {
    title: "a page number with the number of pages",
    style: { kind: "page", page: "page", items: "items", pages: "total_pages" },
    pages: numberedPages,
    serve: (all, { query }) => ({
      body: {
        items: slice(all, (Number(query.get("page") ?? 1) - 1) * SIZE),
        total_pages: Math.ceil(all.length / SIZE),
      },
    }),
  },
  {
    title: "a page number from 0 with the number of items",
    style: { kind: "page", page: "page", first: 0, items: "items", total: "total" },
    pages: numberedPages,
    serve: (all, { query }) => ({
      body: { items: slice(all, Number(query.get("page") ?? 0) * SIZE), total: String(all.length) },
    }),
  },
  {
    title: "a page number whose response repeats it",
    style: { kind: "page", page: "p", items: "items", current: "number", more: "more" },
    pages: numberedPages,
    serve: (all, { query }) => {
      const number = Number(query.get("p") ?? 0);
      return { body: { items: slice(all, number * SIZE), number, more: (number + 1) * SIZE < all.length } };
    },
  },
  {
    title: "a page number, and no word about further pages",
    style: { kind: "page", page: "page", items: [] },
    pages: numberedPages,
    isBlind: true,
    serve: (all, { query }) => ({ body: slice(all, (Number(query.get("page") ?? 1) - 1) * SIZE) }),
  },
  {
    title: "a relative address in the response",
    style: { kind: "address", items: "items", next: ["links", "next"] },
    pages: addressPages,
    serve: (all, { query }) => {
      const start = Number(query.get("start") ?? 0);
      return { body: { items: slice(all, start), links: { next: nextPath(all, start) } } };
    },
  },
  {
    title: "a whole address in the response",
    style: { kind: "address", items: "items", next: "next" },
    pages: addressPages,
    serve: (all, { query, host }) => {
      const start = Number(query.get("start") ?? 0);
      const path = nextPath(all, start);
      return { body: { items: slice(all, start), next: path === null ? "" : host + path } };
    },
  },
  {
    title: "the header Link",
    style: { kind: "link", items: [] },
    pages: linkPages,
    serve: (all, { query, host }) => {
      const start = Number(query.get("start") ?? 0);
      const path = nextPath(all, start);
      const link = `<${host}/v1/items>; rel="first"${path === null ? "" : `, <${host}${path}>; rel="next"`}`;
      return { body: slice(all, start), headers: { link } };
    },
  },
];

describe.each(examples)("$title", ({ style, pages, serve, isBlind }) => {
  test.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [5, 3],
    [6, 3],
  ])(
    "yields each of %i items once and in order, and makes no request more than needed",
    async (count, least) => {
      const all = numbered(count);
      await using server = await startList((asked) => serve(all, asked));
      const { ids, error } = await readAll(listOf(server, style, pages));
      expect(error).toBeUndefined();
      expect(ids).toEqual(all.map(({ id }) => id));
      expect(server.arrived).toHaveLength(isBlind && count > 0 ? least + 1 : least);
    },
  );

  test("can be read page by page, and collected up to a limit without a further request", async () => {
    await using server = await startList((asked) => serve(numbered(5), asked));
    const sizes: number[] = [];
    for await (const { data } of listOf(server, style, pages).iterPages()) sizes.push(data.length);
    expect(sizes.slice(0, 3)).toEqual([2, 2, 1]);
    const before = server.arrived.length;
    expect(await listOf(server, style, pages).toArray({ limit: 3 })).toHaveLength(3);
    expect(server.arrived.length - before).toBe(2);
  });

  test("reports an error in the middle, from where the list can be continued", async () => {
    const all = numbered(5);
    let isDown = true;
    let count = 0;
    await using server = await startList((asked) => {
      count += 1;
      return isDown && count === 2 ? { status: 500, body: { message: "down" } } : serve(all, asked);
    });
    const { ids, error } = await readAll(listOf(server, style, pages));
    expect(ids).toEqual(["1", "2"]);
    const { cursor = "" } = error as { cursor?: string };
    expect([cursor === "", (error as { status?: number }).status]).toEqual([false, 500]);
    isDown = false;
    const name = (style as unknown as Readonly<Record<string, string>>)[style.kind];
    const query = Object.fromEntries(name === undefined ? new URL(cursor).searchParams : [[name, cursor]]);
    const rest = await readAll(listOf(server, style, pages, query));
    expect(rest).toEqual({ ids: ["3", "4", "5"], error: undefined });
  });

  test("rejects a response that is not a page", async () => {
    await using server = await startList(() => ({ body: { message: "temporarily unavailable" } }));
    const { error } = await readAll(listOf(server, style, pages));
    expect(error).toBeInstanceOf(PaginationError);
    expect((error as Error).message).toMatch(/the response is not a page: it (has no \w+|is an object)/);
  });

  test("sends the parameters of the first page with each further one, or the address that the server wrote", async () => {
    await using server = await startList((asked) => serve(numbered(3), asked));
    await listOf(server, style, pages, { kind: "book" }).toArray();
    const second = server.arrived[1];
    const sent = `${second?.path} ${second?.body}`;
    if (style.kind === "address" || style.kind === "link") expect(sent).not.toContain("book");
    else expect(sent).toContain("book");
    expect(second?.headers["x-api-key"]).toBe("secret-key");
  });
});

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
    expect((error as Error).message).toBe("the response is not a page: more is true, but there are no items");
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
    [{ data: [], has_more: true }, "has_more is true, but there is no cursor"],
    [{ data: [{}], has_more: true }, "has_more is true, but there is no cursor"],
    [{ data: [{ id: {} }], has_more: true }, "id is an object"],
    [{ data: [{ name: "a" }] }, "its last item has no id"],
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
    expect((error as Error).message).toBe(`the response is not a page: ${problem}`);
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

  test.each([[{}], [{ meta: { more: false } }]])("ends with %j", async (body) => {
    await using server = await startList(() => ({ body }));
    expect(await readAll(listOf(server, style, cursorPages))).toEqual({ ids: [], error: undefined });
  });

  test("still rejects a response with anything else", async () => {
    await using server = await startList(() => ({ body: { error: "temporarily unavailable" } }));
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

describe("a list by address", () => {
  const style: PageStyle = { kind: "address", items: "items", next: "next" };

  test("sends nothing to another host, and says which one", async () => {
    await using other = await startList(() => ({ body: { items: [] } }));
    await using server = await startList(() => ({
      body: { items: numbered(1), next: `${other.url}/steal?token=a-private-token` },
    }));
    const { ids, error } = await readAll(listOf(server, style, addressPages));
    expect([ids, other.arrived.length]).toEqual([[], 0]);
    expect(error).toBeInstanceOf(PaginationError);
    const { message } = error as Error;
    expect(message).toBe(
      `the next page is on ${other.url} instead of ${server.url} (next): no other host gets the credentials; ` +
        "if it is one of the API's, pass it as baseURL",
    );
  });

  test.each([
    ["http://"],
    ["http://[::1"],
    ["https://user:secret@"],
    ["bmV4dA=="],
    ["ftp://shop.test/a"],
    [7],
  ])("fails when %s is not an address", async (next) => {
    await using server = await startList(() => ({ body: { items: [], next } }));
    const { error } = await readAll(listOf(server, style, addressPages));
    expect((error as Error).message).toBe("the next page has no address: next is not a URL");
  });

  test("fails when an address leads back to the first page or to itself, after its items", async () => {
    await using server = await startList(({ arrived }) => ({
      body: { items: numbered(1), next: arrived.path },
    }));
    const { ids, error } = await readAll(listOf(server, style, addressPages));
    expect(ids).toEqual(["1"]);
    expect(error).toBeInstanceOf(PaginationError);
    expect((error as Error).message).toMatch(/repeated a cursor/);
  });

  test("shows no query of an address in errors", async () => {
    await using server = await startList(({ query }) =>
      query.has("token")
        ? { status: 500, body: {} }
        : { body: { items: numbered(1), next: "/v1/items?token=a-private-token" } },
    );
    const { error } = await readAll(listOf(server, style, addressPages));
    expect(error).toMatchObject({ cursor: `${server.url}/v1/items?token=a-private-token` });
    expect(JSON.stringify(error) + String(error) + (error as Error).stack).not.toContain("a-private-token");
  });

  test("adds a key that is sent in the query, and replaces one that the server wrote", async () => {
    await using server = await startList(({ query }) => ({
      body: { items: numbered(1), next: query.has("more") ? null : "/v1/items?more=1&api_key=***" },
    }));
    const { ApiClient } = await import("../src/index.js");
    const { shopApi } = await import("./support/shop.js");
    const list = pageOperation<object, Item>(
      { id: "list", method: "GET", path: "/v1/items", pagination: style },
      { pages: addressPages },
    );
    const api = { ...shopApi, authentication: { kind: "apiKey", in: "query", name: "api_key" } as const };
    const client = new ApiClient(api, { apiKey: "query-key", baseURL: server.url, rateLimit: false });
    await client.page(list).toArray();
    expect(server.arrived.map(({ path }) => path)).toEqual([
      "/v1/items?api_key=query-key",
      "/v1/items?more=1&api_key=query-key",
    ]);
  });

  test("keeps https when the server writes http, as servers behind a proxy do", async () => {
    const asked: string[] = [];
    const fetch = async (url: string) => {
      asked.push(url);
      return Response.json({
        items: [],
        next: asked.length === 1 ? "http://shop.test/v1/items?page=2#top" : null,
      });
    };
    const list = pageOperation<object, Item>(
      { id: "list", method: "GET", path: "/v1/items", pagination: style },
      { pages: addressPages },
    );
    await shop({ fetch }).page(list).toArray();
    expect(asked).toEqual(["https://shop.test/v1/items", "https://shop.test/v1/items?page=2"]);
  });
});

describe("the header Link", () => {
  const second = "/v1/items?start=1";

  test.each([
    [`<${second}>; rel=next`],
    [`<${second}>; REL="NEXT"`],
    [`<${second}>;rel="last next"`],
    [`</a>; title="a, <b>; rel=\\"next\\""; rel="prev", <${second}>; title="x"; rel="next"`],
    [`</c>; rel="prev"; rel="next", <${second}>; rel = "next"; rel="prev"`],
    [`</d>; rel="next"; anchor="#other", <${second}>; rel="next"`],
    [`<>; rel="prev",, <${second}> ; rel="next",`],
  ])("%s leads to the next page", async (link) => {
    await using server = await startList(({ query }) =>
      query.has("start") ? { body: [{ id: "2" }] } : { body: [{ id: "1" }], headers: { link } },
    );
    const { ids } = await readAll(listOf(server, { kind: "link", items: [] }, linkPages));
    expect(ids).toEqual(["1", "2"]);
  });

  test.each([
    ["", "an empty header"],
    [`<${second}>; rel="prev"`, "another relation"],
    [`<${second}>; rel="nextish"`, "a relation that begins alike"],
    [`${second}; rel="next"`, "no angle brackets"],
  ])("%s ends the list: %s", async (link) => {
    await using server = await startList(() => ({ body: [{ id: "1" }], headers: { link } }));
    const { ids, error } = await readAll(listOf(server, { kind: "link", items: [] }, linkPages));
    expect([ids, error]).toEqual([["1"], undefined]);
  });

  test("is read in linear time", async () => {
    const { nextLink } = await import("../src/page-styles/link-header.js");
    const started = performance.now();
    for (const part of ["<a>; ", '<a>; b="\\', " ;", '<a>;rel="'] as const) nextLink(part.repeat(5_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test("a list with a style, but without what fetches it, is refused before a request", () => {
  const list = pageOperation<object, Item>({
    id: "list",
    method: "GET",
    path: "/v1/items",
    pagination: { kind: "offset", offset: "offset", items: "items" },
  });
  expect(() => shop().page(list)).toThrow(ConfigurationError);
  expect(() => shop().page(list)).toThrow(
    "list: no cursor of its pages is defined; lists of another style need `pages` in pageOperation()",
  );
});
