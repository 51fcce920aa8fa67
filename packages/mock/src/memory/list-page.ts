import { createHash } from "node:crypto";
import { asObject, type JsonObject } from "../json.js";
import type { Operation } from "../operations.js";
import type { Pagination } from "../pages.js";
import type { NextPlace } from "./next-page.js";
import { plain } from "./plain-names.js";
import type { StoredRecord } from "./store.js";

/** The cursor does not come from a page of this list. The message says which ones are accepted. */
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
  /** The parameter of the query that asks for the next page. Undefined on the last page, and if there is no such parameter. */
  readonly next: PageParameter | undefined;
  /** Parameters of the query that the mock does not understand. They change nothing. */
  readonly ignored: readonly string[];
}

/** A parameter of the query that selects a page. */
export interface PageParameter {
  readonly name: string;
  readonly value: string;
}

/** How a list is divided. */
export interface ListSettings {
  readonly operation: Operation;
  readonly pagination: Pagination | undefined;
  /** Where responses say how the list continues. */
  readonly nextPlace: NextPlace | undefined;
  /** The property that identifies a record. */
  readonly id: string | undefined;
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
/** Parameters with a cursor, the clearest first: beside `cursor`, `after` is probably a filter. */
const CURSORS = [
  "cursor",
  "pagecursor",
  "nextcursor",
  "pagetoken",
  "nextpagetoken",
  "nexttoken",
  "continuationtoken",
  "continuation",
  "marker",
  "after",
  "startingafter",
];

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
  const cursor = cursorOf(declared, names, settings);
  const paging = operation.inQuery.filter((each) => !isPropertyAsText(each, names));
  const usual = paging.map(({ name }) => String(name)).filter((name) => PAGING.has(plain(name)));
  const isPaging = (name: string) => [cursor, pagination?.size, ...usual].includes(name);
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
  const after =
    cursor === undefined
      ? 0
      : (idAfter(query.get(cursor), records, settings) ?? cursors.read(query.get(cursor)));
  if (after === undefined) throw new InvalidCursorError(cursorHelp(String(cursor), settings));
  const size = sizeOf(query, paging, cursor !== undefined, settings);
  const rest = matching.filter(({ position }) => position > after);
  const { start, number, following } = positionOf(query, paging, size);
  const page = rest.slice(start, start + size);
  const hasMore = rest.length > start + page.length;
  const last = page.at(-1);
  const continued =
    cursor === undefined || last === undefined
      ? following
      : { name: cursor, value: cursors.write(last.position) };
  const next = hasMore ? continued : undefined;
  const total = matching.length;
  return { records: page, total, hasMore, next, ignored, ...(number !== undefined && { number, size }) };
}

/** Whether a parameter is text that has the name of a property of the records: a filter, such as the `size` of shirts. */
function isPropertyAsText({ name, schema }: JsonObject, names: ReadonlySet<string>): boolean {
  const types = [asObject(schema).type].flat().filter((type) => type !== "null");
  return names.has(String(name)) && types.length === 1 && types[0] === "string";
}

/**
 * The parameter with the cursor of a page: that of the document, or one with a usual name if responses say how the list continues or records
 * have IDs. It is a filter instead if it is a date, or the records have a property of this name.
 */
function cursorOf(
  declared: readonly string[],
  names: ReadonlySet<string>,
  { operation, pagination, nextPlace, id }: ListSettings,
): string | undefined {
  if (pagination !== undefined && declared.includes(pagination.cursor)) return pagination.cursor;
  if (nextPlace === undefined && id === undefined) return undefined;
  const dates = operation.inQuery.filter(({ schema }) => /^date/.test(String(asObject(schema).format)));
  const others = new Set([...names, ...dates.map(({ name }) => String(name))]);
  const known = nextPlace === undefined ? ["startingafter"] : CURSORS;
  return known.flatMap((word) => declared.filter((name) => plain(name) === word && !others.has(name)))[0];
}

/** The position of the record whose ID a parameter such as `starting_after` has. */
function idAfter(
  text: string | null,
  records: readonly StoredRecord[],
  { id, nextPlace }: ListSettings,
): number | undefined {
  if (nextPlace !== undefined || id === undefined || text === null) return undefined;
  return records.find(({ value }) => String(value[id]) === text)?.position;
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

  /** The position in a cursor, 0 without one. Undefined if no page of this list returned it. */
  read(cursor: string | null): number | undefined {
    if (cursor === null) return 0;
    const position = Number(Buffer.from(cursor, "base64url").toString().split(" ").at(-1));
    return position > 0 && position < this.#end && cursor === this.write(position) ? position : undefined;
  }
}

function cursorHelp(name: string, { operation, nextPlace, id }: ListSettings): string {
  const next = nextPlace?.path.join(".");
  const accepted =
    next === undefined
      ? `pass the \`${id}\` of a record of this list`
      : nextPlace?.isAddress === true
        ? `follow \`${next}\` of a page`
        : `pass \`${next}\` of a page with the same filters`;
  return `the cursor in \`${name}\` does not come from a page of ${operation.id}: ${accepted}, or leave it out for the first page`;
}

function sizeOf(
  query: URLSearchParams,
  parameters: readonly JsonObject[],
  hasCursor: boolean,
  { pagination, size }: ListSettings,
): number {
  const isSize = ({ name }: JsonObject) => name === pagination?.size || SIZES.includes(plain(name));
  const sizes = parameters.filter(isSize);
  for (const { name } of sizes) {
    const asked = Number(query.get(String(name)) ?? Number.NaN);
    if (Number.isInteger(asked) && asked > 0) return asked;
  }
  const [parameter] = sizes;
  const standard = asObject(parameter?.schema).default;
  if (typeof standard === "number") return standard;
  const hasPages = hasCursor || sizes.length > 0;
  return hasPages ? (size ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
}

/**
 * Where a page starts, the parameter that asks for the following one, and its number if the list has numbered pages. They are counted from 0
 * if the document says that 0 is allowed.
 */
function positionOf(
  query: URLSearchParams,
  parameters: readonly JsonObject[],
  size: number,
): { readonly start: number; readonly number?: number; readonly following?: PageParameter } {
  const given = (names: readonly string[]) => parameters.find(({ name }) => names.includes(plain(name)));
  const askedFor = (parameter: JsonObject | undefined) => {
    const text = parameter === undefined ? null : query.get(String(parameter.name));
    const value = text === null ? Number.NaN : Number(text);
    return Number.isInteger(value) && value >= 0 ? value : undefined;
  };
  const followedBy = (parameter: JsonObject, value: number) => ({
    following: { name: String(parameter.name), value: String(value) },
  });
  const [inItems, inPages] = [given(OFFSETS), given(PAGES)];
  const offset = askedFor(inItems);
  if (inItems !== undefined && (offset !== undefined || inPages === undefined)) {
    const start = offset ?? 0;
    return { start, ...followedBy(inItems, start + size) };
  }
  if (inPages === undefined || !Number.isFinite(size)) return { start: 0 };
  const { minimum, default: standard } = asObject(inPages.schema);
  const first = standard === 0 || (minimum === 0 && standard === undefined) ? 0 : 1;
  const number = askedFor(inPages) ?? first;
  return { start: Math.max(0, number - first) * size, number, ...followedBy(inPages, number + 1) };
}

/** Whether the value of a property is the one in a query. Arrays match if they contain it; the text `null` matches no value. */
function matches(value: unknown, text: string): boolean {
  if (Array.isArray(value)) return value.some((each) => matches(each, text));
  if (value === null || value === undefined) return text === "null";
  return String(value) === text;
}
