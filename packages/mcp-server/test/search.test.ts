import { expect, test } from "vitest";
import type { Catalogue, CatalogueCall } from "../src/catalogue.ts";
import { CallSearch } from "../src/search.ts";

function call(name: string, http: string, summary: string): CatalogueCall {
  return { name, http, summary, effect: "read", arguments: [], input: {}, result: { kind: "nothing" } };
}

const CALLS = [
  call("books.list", "GET /books", "Lists books."),
  call("books.retrieve", "GET /books/{id}", "Retrieves a book."),
  call("books.create", "POST /books", "Adds a book to the shelf."),
  call("books.delete", "DELETE /books/{id}", "Deletes a book."),
  call("books.pages.list", "GET /books/{id}/pages", "Lists the pages of a book."),
  call("loans.returnBook", "POST /loans/return", "Ends a loan."),
  call("companies.list", "GET /companies", "Lists companies."),
];

const catalogue: Catalogue = { title: "Library", secrets: [], resources: [], types: {}, calls: CALLS };
const search = new CallSearch(catalogue);

function first(query: string): string | undefined {
  return search.find(query)[0]?.name;
}

test.each([
  ["list books", "books.list"],
  ["show me all the books", "books.list"],
  ["get a book by ID", "books.retrieve"],
  ["add a book", "books.create"],
  ["remove book", "books.delete"],
  ["pages", "books.pages.list"],
  ["return a book", "loans.returnBook"],
  ["company", "companies.list"],
  ["compan", "companies.list"],
  ["books.pages.list", "books.pages.list"],
])("%s: %s", (query, expected) => {
  expect(first(query)).toBe(expected);
});

test("without words, all calls of a resource and of those in it are found in their order", () => {
  expect(search.find("", "books").map(({ name }) => name)).toEqual(CALLS.slice(0, 5).map(({ name }) => name));
  expect(search.find("the of a")).toEqual(CALLS);
});

test("words that no call has find nothing", () => {
  expect(search.find("zeppelin")).toEqual([]);
});

test("calls that share only a common word are left out", () => {
  expect(search.find("list companies").map(({ name }) => name)).not.toContain("books.delete");
});
