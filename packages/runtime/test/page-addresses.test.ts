import { describe, expect, test } from "vitest";
import { ApiClient, PaginationError, pageOperation } from "../src/index.js";
import type { PageStyle } from "../src/page-styles/index.js";
import { addressPages, linkPages } from "../src/page-styles/index.js";
import { nextLink } from "../src/page-styles/link-header.js";
import { listOf, numbered, readAll, startList } from "./support/list-server.js";
import { type Item, shop, shopApi } from "./support/shop.js";

describe("a list by address", () => {
  const style: PageStyle = { kind: "address", items: "items", next: "next" };

  test("sends nothing to another host, and says which one", async () => {
    await using other = await startList(() => ({ body: { items: [] } }));
    await using server = await startList(() => ({
      body: { items: numbered(1), next: `${other.url}/steal?token=a-private-token` },
    }));
    const { ids, error } = await readAll(listOf(server, style, addressPages));
    expect([ids, other.arrived.length]).toEqual([["1"], 0]);
    expect(error).toBeInstanceOf(PaginationError);
    const { message } = error as Error;
    expect(message).toBe(
      `the list cannot continue: next leads to ${other.url} instead of ${server.url}: no other host gets the credentials; ` +
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
    expect((error as Error).message).toBe("the list cannot continue: next is not a URL");
  });

  test("that cannot continue has a first page, as a caller who wants no more needs it", async () => {
    await using server = await startList(() => ({
      body: { items: numbered(1), next: "https://shop.example/2" },
    }));
    const page = await listOf(server, style, addressPages);
    expect([page.data, page.hasNextPage()]).toEqual([numbered(1), true]);
    await expect(page.getNextPage()).rejects.toBeInstanceOf(PaginationError);
    await expect(page.getNextPage()).rejects.toThrow(/instead of http:/);
    expect(await listOf(server, style, addressPages).toArray({ limit: 1 })).toEqual(numbered(1));
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
    const started = performance.now();
    for (const part of ["<a>; ", '<a>; b="\\', " ;", '<a>;rel="'] as const) nextLink(part.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
