import { describe, expect, test } from "vitest";
import type { Mock } from "../src/index.js";
import { books, errorBody, openLibrary, send } from "./support/library.js";

interface Page {
  readonly entries: readonly { readonly id: string }[];
  readonly shelf?: string;
  readonly more?: string;
}

async function readPage(mock: Mock, target: string): Promise<Page> {
  const response = await send(mock, target);
  expect(response.status).toBe(200);
  return (await response.json()) as Page;
}

async function readPages(mock: Mock, path: string, count: number): Promise<readonly Page[]> {
  const pages = [await readPage(mock, `${path}?count=${count}`)];
  for (let more = pages[0]?.more; more !== undefined; more = pages.at(-1)?.more) {
    pages.push(await readPage(mock, `${path}?count=${count}&after=${more}`));
  }
  return pages;
}

describe("a list", () => {
  test("has pages of the requested size, distinct items, and an end", async () => {
    await using mock = await openLibrary({ rateLimit: false });
    const pages = await readPages(mock, "/books", 30);
    expect(pages.map((page) => page.entries.length)).toEqual([30, 15]);
    expect(pages.map((page) => "more" in page)).toEqual([true, false]);
    expect(pages.map((page) => page.shelf)).toEqual(["fruit", "fruit"]);
    const ids = pages.flatMap((page) => page.entries.map((entry) => entry.id));
    expect(new Set(ids).size).toBe(45);
    expect(ids.filter((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
  });

  test("has twenty items on a page when the request does not set a number", async () => {
    await using mock = await openLibrary();
    expect((await readPage(mock, "/books")).entries).toHaveLength(20);
  });

  test("has the length that the options set", async () => {
    await using mock = await openLibrary({ pages: { total: 5, size: 4 } });
    const first = await readPage(mock, "/authors");
    expect(first.entries.map(({ id }) => id)).toEqual(["ann", "ann-1", "ann-2", "ann-3"]);
    const last = await readPage(mock, `/authors?after=${first.more}`);
    expect(last).toEqual({ entries: [{ id: "ann-4" }] });
  });

  test("rejects a cursor that it did not return, as documented", async () => {
    await using mock = await openLibrary({ rateLimit: false });
    const { more } = await readPage(mock, "/authors");
    for (const cursor of ["", "nonsense", more, Buffer.from("listBooks 99").toString("base64url")]) {
      const response = await send(mock, `/books?after=${cursor}`);
      expect([cursor, response.status, await response.json()]).toEqual([cursor, 400, errorBody(400)]);
    }
  });

  test("rejects a page size above the documented maximum", async () => {
    await using mock = await openLibrary();
    expect((await send(mock, "/books?count=31")).status).toBe(400);
  });

  test("is the example itself when paging is off, when `Prefer` chooses it, or when no paging is documented", async () => {
    await using paging = await openLibrary();
    await using plain = await openLibrary({ pages: false });
    const example = { entries: books, shelf: "fruit", more: "x" };
    expect(await readPage(plain, "/books?count=1")).toEqual(example);
    const preferred = await send(paging, "/books?count=1", { headers: { prefer: "code=200" } });
    expect(await preferred.json()).toEqual(example);
    expect(await readPage(paging, "/shelves")).toEqual({ entries: [{ id: "north" }] });
  });
});
