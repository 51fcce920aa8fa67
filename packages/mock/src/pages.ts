import { asObject, isObject, type JsonObject } from "./json.js";
import type { Operation } from "./operations.js";

/** Length of the lists. */
export interface PageOptions {
  /** Number of items in every list. Default: 45. */
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

/** The cursor does not come from a page of this list. */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";
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

/**
 * Builds one page of a long list from an example response: its items are repeated, each with its own id.
 *
 * @returns The body of the page; undefined if the operation has no cursor or the response has no items.
 * @throws InvalidCursorError when the query has a cursor that no page of this list returned.
 */
export function makePage(
  pagination: Pagination,
  options: PageOptions,
  operation: Operation,
  query: URLSearchParams,
  response: unknown,
): JsonObject | undefined {
  const examples = asObject(response)[pagination.items];
  if (operation.method !== "GET" || !Array.isArray(examples) || examples.length === 0) return undefined;
  if (findQueryParameter(operation, pagination.cursor) === undefined) return undefined;
  const total = options.total ?? 45;
  const start = readCursor(operation, query.get(pagination.cursor), total);
  const end = Math.min(total, start + pageSize(pagination, options, operation, query));
  const items = Array.from({ length: end - start }, (_, index) => copyItem(examples, start + index));
  const { [pagination.next]: _last, ...rest } = asObject(response);
  const next = end < total ? { [pagination.next]: writeCursor(operation, end) } : {};
  return { ...rest, [pagination.items]: items, ...next };
}

function pageSize(
  pagination: Pagination,
  options: PageOptions,
  operation: Operation,
  query: URLSearchParams,
): number {
  const asked = Number(query.get(pagination.size) ?? Number.NaN);
  if (Number.isInteger(asked) && asked > 0) return asked;
  const declared = asObject(findQueryParameter(operation, pagination.size)?.schema).default;
  return typeof declared === "number" ? declared : (options.size ?? 20);
}

function findQueryParameter(operation: Operation, name: string): JsonObject | undefined {
  return operation.parameters.find((parameter) => parameter.in === "query" && parameter.name === name);
}

function writeCursor(operation: Operation, start: number): string {
  return Buffer.from(`${operation.id} ${start}`).toString("base64url");
}

function readCursor(operation: Operation, cursor: string | null, total: number): number {
  if (cursor === null) return 0;
  const start = Number(Buffer.from(cursor, "base64url").toString().split(" ").at(-1));
  if (start > 0 && start < total && cursor === writeCursor(operation, start)) return start;
  throw new InvalidCursorError(`the cursor does not come from a page of ${operation.id}`);
}

function copyItem(examples: readonly unknown[], index: number): unknown {
  const example = examples[index % examples.length];
  if (index < examples.length || !isObject(example) || typeof example.id !== "string") return example;
  return { ...example, id: copyId(example.id, index) };
}

function copyId(id: string, index: number): string {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  return uuid.test(id) ? `${id.slice(0, 24)}f${index.toString(16).padStart(11, "0")}` : `${id}-${index}`;
}
