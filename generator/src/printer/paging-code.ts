import type { OperationModel } from "../api-model/api-model.ts";
import type { PagedCall } from "../api-model/calls.ts";
import type { Paging, PropertyPath } from "../api-model/paging.ts";
import type { JsonValue } from "../api-model/type-model.ts";
import type { PAGE_READERS } from "../names/runtime-symbols.ts";

/** The pagination in the constant of a list. */
export interface PagingCode {
  /** The member `pagination`. */
  readonly data: JsonValue;
  /** The function of the runtime that fetches the pages. Absent: that of cursors which are properties of the response. */
  readonly reader?: (typeof PAGE_READERS)[number];
}

/** Undefined for an operation that is not a list, or whose pages are those of the whole API. */
export function pagingCode({ call }: OperationModel): PagingCode | undefined {
  if (call.kind !== "paged" || call.source === "api") return undefined;
  const { paging } = call;
  const data = Object.fromEntries(
    Object.entries(paging).map(([name, value]) => [name, Array.isArray(value) ? pathData(value) : value]),
  ) as JsonValue;
  return isPlain(call) ? { data } : { data, reader: READERS[paging.kind] };
}

const READERS = {
  cursor: "cursorPages",
  offset: "offsetPages",
  page: "numberedPages",
  address: "addressPages",
  link: "linkPages",
} as const satisfies Record<Paging["kind"], (typeof PAGE_READERS)[number]>;

/**
 * True if the runtime fetches the pages without a function of their own: its default are cursors that are properties of the response, in
 * which the items are never absent.
 */
function isPlain({ paging, hasOptionalItems }: PagedCall): boolean {
  if (paging.kind !== "cursor" || hasOptionalItems) return false;
  const { items, next, in: place, object, last, more } = paging;
  const isFlat = items.length === 1 && next?.length === 1;
  return isFlat && place === undefined && object === undefined && last === undefined && more === undefined;
}

/** A path of one name is a string. */
function pathData(path: PropertyPath): JsonValue {
  const [only] = path;
  return path.length === 1 && only !== undefined ? only : path;
}
