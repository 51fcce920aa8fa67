import { createHash } from "node:crypto";
import { asObject, isObject, type JsonObject } from "../json.js";
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
  /** Its number as the caller counts, if the list has numbered pages. */
  readonly number?: number;
  /** The number of records on a page, if the list has numbered pages. */
  readonly size?: number;
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

/** Names of parameters, without case and punctuation. */
const SIZES = ["limit", "perpage", "pagesize", "size", "count", "first", "maxresults"];
const OFFSETS = ["offset", "skip", "start"];
const PAGES = ["page", "pagenumber"];
const PAGING = new Set([...SIZES, ...OFFSETS, ...PAGES]);

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
  const declared = operation.inQuery.map((each) => String(each.name));
  const given = declared.filter((name) => query.has(name));
  const isPaging = (name: string) =>
    name === pagination?.cursor || name === pagination?.size || PAGING.has(plain(name));
  const filters = given.filter((name) => names.has(name) && !isPaging(name));
  const ignored = given.filter((name) => !names.has(name) && !isPaging(name));
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
  const { start, number } = positionOf(query, operation, size);
  const page = rest.slice(start, start + size);
  const hasMore = rest.length > start + page.length;
  const last = page.at(-1);
  const next = hasCursor && hasMore && last !== undefined ? cursors.write(last.position) : undefined;
  const total = matching.length;
  return { records: page, total, hasMore, next, ignored, ...(number !== undefined && { number, size }) };
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
  const isSize = ({ name }: JsonObject) => name === pagination?.size || SIZES.includes(plain(name));
  const sizes = operation.inQuery.filter(isSize);
  for (const { name } of sizes) {
    const asked = Number(query.get(String(name)) ?? Number.NaN);
    if (Number.isInteger(asked) && asked > 0) return asked;
  }
  const [parameter] = sizes;
  const standard = asObject(parameter?.schema).default;
  if (typeof standard === "number") return standard;
  const hasPages = sizes.length > 0 || (pagination !== undefined && declared.includes(pagination.cursor));
  return hasPages ? (size ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
}

/** Where a page starts, and its number if the list has numbered pages. They are counted from 0 if the document says that 0 is allowed. */
function positionOf(
  query: URLSearchParams,
  { inQuery }: Operation,
  size: number,
): { readonly start: number; readonly number?: number } {
  const given = (names: readonly string[]) => inQuery.find(({ name }) => names.includes(plain(name)));
  const askedFor = (parameter: JsonObject | undefined) => {
    const text = parameter === undefined ? null : query.get(String(parameter.name));
    const value = text === null ? Number.NaN : Number(text);
    return Number.isInteger(value) && value >= 0 ? value : undefined;
  };
  const offset = askedFor(given(OFFSETS));
  if (offset !== undefined) return { start: offset };
  const parameter = given(PAGES);
  if (parameter === undefined || !Number.isFinite(size)) return { start: 0 };
  const { minimum, default: standard } = asObject(parameter.schema);
  const first = standard === 0 || (minimum === 0 && standard === undefined) ? 0 : 1;
  const number = askedFor(parameter) ?? first;
  return { start: Math.max(0, number - first) * size, number };
}

/** A name without case and punctuation. */
function plain(name: unknown): string {
  return String(name)
    .toLowerCase()
    .replace(/[^a-z\d]/g, "");
}

/** Whether the value of a property is the one in a query. Arrays match if they contain it; the text `null` matches no value. */
function matches(value: unknown, text: string): boolean {
  if (Array.isArray(value)) return value.some((each) => matches(each, text));
  if (value === null || value === undefined) return text === "null";
  return String(value) === text;
}

/** The response with the totals, the number and the cursor of a page. */
export function withPageFacts(response: JsonObject, page: ListPage, next: string | undefined): JsonObject {
  const facts = Object.entries(response).map(([name, value]) => {
    const isAboutPages = isObject(value) && ABOUT_PAGES.test(plain(name));
    return [name, isAboutPages ? withFacts(value, page) : factOf(name, value, page)] as const;
  });
  const { [next ?? ""]: _last, ...rest } = Object.fromEntries(facts);
  return next !== undefined && page.next !== undefined ? { ...rest, [next]: page.next } : rest;
}

/** Objects of a response that are about pages. */
const ABOUT_PAGES = /^(page|pages|paging|pageinfo|pagination|meta|metadata)$/;

function withFacts(object: JsonObject, page: ListPage): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, factOf(name, value, page)]));
}

/** What a property of a response says about a page, by its name; any other property keeps its value. */
function factOf(name: string, value: unknown, { total, hasMore, number, size }: ListPage): unknown {
  const word = plain(name);
  if (typeof value === "number") {
    if (/^(total|count|total(count|elements|items|records|results|size))$/.test(word)) return total;
    if (number === undefined || size === undefined) return value;
    if (/^(totalpages|pagecount|numpages)$/.test(word)) return Math.ceil(total / size);
    return /^(page|currentpage|pagenumber|number)$/.test(word) ? number : value;
  }
  if (typeof value !== "boolean") return value;
  if (/^has(more|next)(page)?$/.test(word)) return hasMore;
  return word === "last" && number !== undefined ? !hasMore : value;
}
