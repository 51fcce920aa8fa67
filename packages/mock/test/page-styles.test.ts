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

test("a page may have a method in place of a property, whose value is then not compared", async () => {
  class PageWithMethod extends Page {
    readonly total = 1;
    hasNextPage(): boolean {
      return false;
    }
  }
  const exchange = exchangeOf({ data: [{ id: "1" }], total: 1, hasNextPage: true });
  await verifyResult(exchange, new PageWithMethod([{ id: "1" }]), {});
  await expect(verifyResult(exchange, new PageWithMethod([]), {})).rejects.toThrow(/deep-equal/);
});

test("only lists by cursor are made longer than the examples", () => {
  const cursor = { cursor: "after", size: "limit", items: "data", next: "next" };
  expect(readPagination({ "x-pagination": cursor })).toEqual(cursor);
  expect(readPagination({ "x-pagination": { kind: "offset", offset: "skip" } })).toBeUndefined();
});
