import { createHash } from "node:crypto";
import { asObject, type JsonObject } from "../json.js";
import type { Operation } from "../operations.js";
import type { Pagination } from "../pages.js";
import type { StoredRecord } from "./store.js";

/** The cursor does not come from a page of this list. */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";
}

/** One page of a list. */
export interface ListPage {
  readonly records: readonly StoredRecord[];
  /** Number of records on all pages. */
  readonly total: number;
  readonly hasMore: boolean;
  /** Cursor of the next page. Undefined on the last page, and if the list has no cursors. */
  readonly next: string | undefined;
  /** Parameters of the query that the mock does not understand. They change nothing. */
  readonly ignored: readonly string[];
}

/** How a list is divided. */
export interface ListSettings {
  readonly operation: Operation;
  readonly pagination: Pagination | undefined;
  /** Number of records on a page if neither the request nor the document says it; undefined: all. */
  readonly size: number | undefined;
  /** Position that the next created record gets. */
  readonly end: number;
}

const SIZES = [
  "limit",
  "per_page",
  "perPage",
  "page_size",
  "pageSize",
  "size",
  "count",
  "first",
  "maxResults",
];
const OFFSETS = ["offset", "skip", "start"];
const PAGES = ["page", "page_number", "pageNumber"];

/**
 * One page of the records that match a query: parameters with the name of a property select records with that value.
 *
 * @throws InvalidCursorError when the query has a cursor that no page of this list returned.
 */
export function listPage(
  records: readonly StoredRecord[],
  names: ReadonlySet<string>,
  query: URLSearchParams,
  settings: ListSettings,
): ListPage {
  const { operation, pagination } = settings;
  const declared = operation.parameters
    .filter((each) => each.in === "query")
    .map((each) => String(each.name));
  const given = declared.filter((name) => query.has(name));
  const paging = new Set([pagination?.cursor, pagination?.size, ...SIZES, ...OFFSETS, ...PAGES]);
  const filters = given.filter((name) => names.has(name) && !paging.has(name));
  const ignored = given.filter((name) => !names.has(name) && !paging.has(name));
  const matching = records.filter(({ value }) =>
    filters.every((name) => query.getAll(name).some((text) => matches(value[name], text))),
  );
  const selection = createHash("sha256")
    .update(JSON.stringify(filters.map((name) => [name, query.getAll(name)])))
    .digest("hex")
    .slice(0, 8);
  const cursors = new Cursors(`${operation.id} ${selection}`, settings.end);
  const hasCursor = pagination !== undefined && declared.includes(pagination.cursor);
  const after = hasCursor ? cursors.read(query.get(pagination.cursor)) : 0;
  const size = sizeOf(query, declared, settings);
  const rest = matching.filter(({ position }) => position > after);
  const start = startOf(query, declared, size);
  const page = rest.slice(start, start + size);
  const hasMore = rest.length > start + page.length;
  const last = page.at(-1);
  const next = hasCursor && hasMore && last !== undefined ? cursors.write(last.position) : undefined;
  return { records: page, total: matching.length, hasMore, next, ignored };
}

/** Cursors contain the position of the last record, so they stay right while records come and go. */
class Cursors {
  readonly #list: string;
  readonly #end: number;

  constructor(list: string, end: number) {
    this.#list = list;
    this.#end = end;
  }

  write(position: number): string {
    return Buffer.from(`${this.#list} ${position}`).toString("base64url");
  }

  read(cursor: string | null): number {
    if (cursor === null) return 0;
    const position = Number(Buffer.from(cursor, "base64url").toString().split(" ").at(-1));
    if (position > 0 && position < this.#end && cursor === this.write(position)) return position;
    throw new InvalidCursorError("the cursor does not come from a page of this list");
  }
}

function sizeOf(
  query: URLSearchParams,
  declared: readonly string[],
  { operation, pagination, size }: ListSettings,
): number {
  const names = [pagination?.size, ...SIZES].filter((name) => name !== undefined && declared.includes(name));
  for (const name of names) {
    const asked = Number(query.get(name ?? "") ?? Number.NaN);
    if (Number.isInteger(asked) && asked > 0) return asked;
  }
  const parameter = operation.parameters.find(({ name }) => names.includes(String(name)));
  const standard = asObject(parameter?.schema).default;
  if (typeof standard === "number") return standard;
  const hasPages = names.length > 0 || (pagination !== undefined && declared.includes(pagination.cursor));
  return hasPages ? (size ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
}

function startOf(query: URLSearchParams, declared: readonly string[], size: number): number {
  const numberOf = (names: readonly string[]) => {
    const name = names.find((each) => declared.includes(each) && query.has(each));
    const value = Number(query.get(name ?? "") ?? Number.NaN);
    return Number.isInteger(value) && value >= 0 ? value : undefined;
  };
  const offset = numberOf(OFFSETS);
  if (offset !== undefined) return offset;
  const page = numberOf(PAGES);
  return page === undefined || !Number.isFinite(size) ? 0 : Math.max(0, page - 1) * size;
}

/** Whether the value of a property is the one in a query. Arrays match if they contain it; the text `null` matches no value. */
function matches(value: unknown, text: string): boolean {
  if (Array.isArray(value)) return value.some((each) => matches(each, text));
  if (value === null || value === undefined) return text === "null";
  return String(value) === text;
}

/** The response with the totals and the cursor of a page. */
export function withPageFacts(response: JsonObject, page: ListPage, next: string | undefined): JsonObject {
  const facts = Object.entries(response).map(([name, value]) => {
    if (typeof value === "number" && /^(total|count|total_?(count|items|results|size))$/i.test(name)) {
      return [name, page.total] as const;
    }
    if (typeof value === "boolean" && /^has_?(more|next)(_?page)?$/i.test(name))
      return [name, page.hasMore] as const;
    return [name, value] as const;
  });
  const { [next ?? ""]: _last, ...rest } = Object.fromEntries(facts);
  return next !== undefined && page.next !== undefined ? { ...rest, [next]: page.next } : rest;
}
