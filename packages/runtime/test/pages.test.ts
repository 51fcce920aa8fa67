import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { APIError, type ApiClient, type Fetch, PaginationError, pageOperation } from "../src/index.js";
import { type Item, json, listItems, scriptedFetch, shop } from "./support/shop.js";

interface Body {
  readonly data: readonly Item[] | null;
  readonly nextToken?: string | null;
}

const item = (id: string): Item => ({ id });

/** A client of a server with these pages, by cursor; the first page has the empty string. */
function listOf(pages: Readonly<Record<string, Body | number>>): { client: ApiClient; asked: string[] } {
  const asked: string[] = [];
  const fetch: Fetch = async (url) => {
    const cursor = new URL(url).searchParams.get("nextToken") ?? "";
    asked.push(cursor);
    const page = pages[cursor];
    return typeof page === "number" ? json({}, page) : json(page ?? { data: null });
  };
  return { client: shop({ fetch, maxRetries: 0 }), asked };
}

const three = {
  "": { data: [item("1"), item("2")], nextToken: "b" },
  b: { data: [], nextToken: "c/+=" },
  "c/+=": { data: [item("3")], nextToken: "" },
};

describe("a list", () => {
  test("resolves to its first page, with every property that the server sent", async () => {
    const body = { data: [item("1")], nextToken: "b", total: 9, hasNextPage: "no", constructor: 1 };
    const { client } = listOf({ "": body });
    const page = await client.transport.page(listItems, { limit: 1 });
    expect(page.data).toEqual([item("1")]);
    expect([page.nextToken, page.total]).toEqual(["b", 9]);
    expect(page.hasNextPage()).toBe(true);
    expect(Object.entries(page)).toEqual(
      expect.arrayContaining([
        ["constructor", 1],
        ["total", 9],
      ]),
    );
  });

  test("resolves to a page whose properties can be assigned when onData freezes the body", async () => {
    const fetch = scriptedFetch(json({ data: [item("1")], total: 9 }));
    const page = await shop({ fetch, onData: (_, body) => Object.freeze(body) }).page(listItems);
    page.total = 10;
    expect([page.data, page.total]).toEqual([[item("1")], 10]);
  });

  test("yields every item, and continues after an empty page with a cursor", async () => {
    const { client, asked } = listOf(three);
    const ids: string[] = [];
    for await (const { id } of client.transport.page(listItems)) ids.push(id);
    expect(ids).toEqual(["1", "2", "3"]);
    expect(asked).toEqual(["", "b", "c/+="]);
  });

  test.each([[null], [""], [undefined]])("ends when the cursor is %j", async (nextToken) => {
    const { client } = listOf({ "": { data: [item("1")], ...(nextToken !== undefined && { nextToken }) } });
    const page = await client.transport.page(listItems);
    expect(page.hasNextPage()).toBe(false);
    await expect(page.getNextPage()).rejects.toThrow(/last page/);
  });

  test("has an empty array as data when the server sends [] or null", async () => {
    for (const data of [[], null]) {
      const { client } = listOf({ "": { data } });
      expect((await client.transport.page(listItems)).data).toEqual([]);
    }
  });

  test("yields each item once and in order, whatever the page sizes", async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.option(fc.nat({ max: 30 }), { nil: undefined }), async (sizes, limit) => {
        let count = 0;
        const pages = Object.fromEntries(
          sizes.map((size, index) => {
            const data = Array.from({ length: size }, () => item(String(count++)));
            const cursor = index === 0 ? "" : `page ${index}`;
            return [cursor, { data, nextToken: index + 1 < sizes.length ? `page ${index + 1}` : null }];
          }),
        );
        const items = await listOf(pages).client.transport.page(listItems).toArray({ limit });
        expect(items.map(({ id }) => id)).toEqual(
          Array.from({ length: Math.min(count, limit ?? count) }, (_, id) => String(id)),
        );
      }),
    );
  });

  test("fetches no page that is not needed", async () => {
    const { client, asked } = listOf(three);
    for await (const { id } of client.transport.page(listItems)) if (id === "2") break;
    expect(await client.transport.page(listItems).toArray({ limit: 2 })).toHaveLength(2);
    expect(asked).toEqual(["", ""]);
  });

  test.each<[string, unknown]>([
    ["a number in place of the options", 3],
    ["null", { limit: null }],
    ["NaN", { limit: Number.NaN }],
    ["a negative number", { limit: -1 }],
  ])("cannot be collected with %s as its limit, and fetches no further page", async (_, options) => {
    const { client, asked } = listOf(three);
    const list = client.transport.page(listItems);
    const error = new TypeError("toArray takes { limit }, a number of at least 0");
    await expect(list.toArray(options as { limit: number })).rejects.toThrow(error);
    expect(asked).toEqual([""]);
  });

  test("can be iterated page by page", async () => {
    const { client } = listOf(three);
    const sizes: number[] = [];
    for await (const { data } of client.transport.page(listItems).iterPages()) sizes.push(data.length);
    expect(sizes).toEqual([2, 0, 1]);
  });

  test("sends the parameters and options of the first page with each page", async () => {
    const fetch = scriptedFetch(json({ data: [], nextToken: "b" }), json({ data: [] }));
    const options = { headers: { "x-a": "1" }, query: { extra: "e" } };
    await shop({ fetch }).transport.page(listItems, { limit: 7 }, options).toArray();
    expect(fetch.sent.map(({ url }) => url.search)).toEqual([
      "?limit=7&extra=e",
      "?limit=7&extra=e&nextToken=b",
    ]);
    expect(fetch.sent[1]?.headers.get("x-a")).toBe("1");
  });

  test("continues when the operation does not name its cursor parameter", async () => {
    const fetch = scriptedFetch(json({ data: [], nextToken: "b" }), json({ data: [item("1")] }));
    const bare = pageOperation<object, Item>({ id: "bare", method: "GET", path: "/bare" });
    expect(await shop({ fetch }).transport.page(bare).toArray()).toEqual([item("1")]);
  });

  test("uses the pagination of its operation", async () => {
    const fetch = scriptedFetch(json({ results: [1], cursor: 5 }), json({ results: [2], cursor: null }));
    const own = pageOperation<object, number>({
      id: "own",
      method: "GET",
      path: "/own",
      pagination: { kind: "cursor", cursor: "from", items: "results", next: "cursor" },
    });
    expect(await shop({ fetch }).transport.page(own).toArray()).toEqual([1, 2]);
    expect(fetch.sent[1]?.url.search).toBe("?from=5");
  });

  test("is available with its HTTP response", async () => {
    const { client } = listOf(three);
    const { data, response } = await client.transport.page(listItems).withResponse();
    expect([data.data.length, response.status]).toEqual([2, 200]);
  });
});

describe("pagination", () => {
  test.each([
    ["the page before", { "": { data: [], nextToken: "b" }, b: { data: [item("1")], nextToken: "b" } }, "b"],
    [
      "an earlier page",
      {
        "": { data: [], nextToken: "b" },
        b: { data: [], nextToken: "c" },
        c: { data: [item("1")], nextToken: "b" },
      },
      "b",
    ],
  ])("yields its items, then throws when a cursor leads back to %s", async (_, pages, cursor) => {
    const { client } = listOf(pages);
    const ids: string[] = [];
    const failure = (async () => {
      for await (const { id } of client.transport.page(listItems)) ids.push(id);
    })();
    await expect(failure).rejects.toBeInstanceOf(PaginationError);
    await expect(failure).rejects.toMatchObject({ cursor });
    expect(ids).toEqual(["1"]);
  });

  test("throws when a cursor leads back to the one it started from", async () => {
    const { client, asked } = listOf({ b: { data: [], nextToken: "b" } });
    await expect(client.transport.page(listItems, { nextToken: "b" }).toArray()).rejects.toBeInstanceOf(
      PaginationError,
    );
    expect(asked).toEqual(["b"]);
  });

  test("does not throw when getNextPage is called twice on a page", async () => {
    const { client } = listOf(three);
    const page = await client.transport.page(listItems);
    await page.getNextPage();
    expect((await page.getNextPage()).nextToken).toBe("c/+=");
  });

  test("throws an error with the cursor to continue from", async () => {
    const { client } = listOf({ "": { data: [], nextToken: "b" }, b: { data: [], nextToken: "c" }, c: 500 });
    const error = await client.transport
      .page(listItems)
      .toArray()
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ status: 500, cursor: "c" });
    const resumed = client.transport.page(listItems, { nextToken: "b" });
    await expect(resumed.toArray()).rejects.toMatchObject({ cursor: "c" });
  });

  // If it were treated as a page, each of these would end the list as if it were complete.
  test.each([
    ["", "it is empty"],
    ["null", "it is null"],
    ["5", "it is a number"],
    ['"text"', "it is a string"],
    ["[]", "it is an array"],
    ['[{"data":[]}]', "it is an array"],
    ["{}", "it has no data"],
    ['{"message":"temporarily unavailable"}', "it has no data"],
    ['{"data":{}}', "data is an object"],
    ['{"data":"text"}', "data is a string"],
    ['{"data":[],"nextToken":{}}', "nextToken is an object"],
    ['{"data":[],"nextToken":false}', "nextToken is a boolean"],
  ])("rejects the page %j, with the cursor to continue from", async (text, problem) => {
    const fetch: Fetch = async (url) =>
      new URL(url).searchParams.has("nextToken")
        ? new Response(text)
        : json({ data: [item("1")], nextToken: "b" });
    const ids: string[] = [];
    const failure = (async () => {
      for await (const { id } of shop({ fetch }).transport.page(listItems)) ids.push(id);
    })();
    await expect(failure).rejects.toBeInstanceOf(PaginationError);
    await expect(failure).rejects.toMatchObject({
      message: `the response is not a page: ${problem}`,
      cursor: "b",
      operation: "listItems",
      body: text === "" ? undefined : JSON.parse(text),
    });
    expect(ids).toEqual(["1"]);
  });

  test("rejects a page with status 204, with the cursor to continue from", async () => {
    const fetch = scriptedFetch(json({ data: [], nextToken: "b" }), new Response(null, { status: 204 }));
    await expect(shop({ fetch }).transport.page(listItems).toArray()).rejects.toMatchObject({
      name: "PaginationError",
      message: "the response is not a page: it is empty",
      cursor: "b",
    });
  });
});
