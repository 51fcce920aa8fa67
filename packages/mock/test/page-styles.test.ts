import { expect, test } from "vitest";
import { readPagination } from "../src/pages.js";
import { verifyResult } from "../src/wire-checks.js";

/** A page of a client: an object of a class. */
class Page {
  readonly data: readonly unknown[];

  constructor(data: readonly unknown[]) {
    this.data = data;
  }
}

function exchangeOf(body: unknown) {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const headers = new Headers({ "content-type": "application/json" });
  return { method: "GET", path: "/books", status: 200, headers, bytes };
}

test("a page of a response that is an array has its items", async () => {
  const books = [{ id: "1" }, { id: "2" }];
  await verifyResult(exchangeOf(books), new Page(books), {});
  await expect(verifyResult(exchangeOf(books), new Page(books.slice(1)), {})).rejects.toThrow(/deep-equal/);
  await expect(verifyResult(exchangeOf(books), new Page([]), {})).rejects.toThrow(/deep-equal/);
});

test("only lists by cursor are made longer than the examples", () => {
  const cursor = { cursor: "after", size: "limit", items: "data", next: "next" };
  expect(readPagination({ "x-pagination": cursor })).toEqual(cursor);
  expect(readPagination({ "x-pagination": { kind: "offset", offset: "skip" } })).toBeUndefined();
});
