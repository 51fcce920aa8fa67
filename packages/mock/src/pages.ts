import { isObject, type JsonObject } from "./json.js";

/** Length of the lists. */
export interface PageOptions {
  /** Number of records of each resource at the beginning. Default: 45; without pages at most those of the examples, or 3. */
  readonly total?: number | undefined;
  /** Number of items on a page if neither the request nor the document defines it. Default: 20. */
  readonly size?: number | undefined;
}

/** Names of the request's parameters and the response's properties, from `x-pagination` of the document. */
export interface Pagination {
  readonly cursor: string;
  readonly size: string;
  readonly items: string;
  readonly next: string;
}

/** The names that a document declares with `x-pagination`; undefined if it declares none, or pages of another style than cursors. */
export function readPagination(document: JsonObject): Pagination | undefined {
  const declared = document["x-pagination"];
  if (!isObject(declared)) return undefined;
  const { kind = "cursor", cursor, size, items, next } = declared;
  if (kind !== "cursor") return undefined;
  if ([cursor, size, items, next].some((name) => typeof name !== "string")) {
    throw new Error("x-pagination of the document must have names: cursor, size, items, next");
  }
  return { cursor: String(cursor), size: String(size), items: String(items), next: String(next) };
}
