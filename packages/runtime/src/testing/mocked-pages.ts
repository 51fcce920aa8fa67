import type { PageStyle } from "../operations/index.js";
import { isPlainObject } from "./overrides.js";
import type { MockedCall } from "./read-call.js";
import type { ValueType, ValueTypes } from "./value-type.js";

/** One page of a list. */
export interface MockedPage {
  readonly items: readonly unknown[];
  /** The properties of the response that say where the page is in the list. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The header `Link` to the next page. */
  readonly link?: string;
}

/** The number of items on a page, if the caller asks for none. */
const USUAL_SIZE = 10;

/** Names of parameters that limit the number of items. */
const SIZE = /^(limit|size|first|take|count|per_?page|page_?size|max_?(results|items)|results_?per_?page)$/i;

/**
 * The page of a list that a call requests.
 *
 * @param end The value of the property at a path on the last page.
 */
export function pageOf(
  all: readonly unknown[],
  style: PageStyle,
  call: MockedCall,
  end: (path: readonly string[]) => unknown,
  usualSize: number = USUAL_SIZE,
): MockedPage {
  const url = new URL(call.request.url);
  // The properties of an object in the query are sent as parameters.
  const params: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(url.searchParams),
    ...(isPlainObject(call.params) && call.params),
  };
  const wanted = Object.entries(params).find(([name]) => SIZE.test(name))?.[1];
  const size = Math.max(1, Math.floor(Number(wanted)) || usualSize);
  const selected = (name: string) => params[name];
  const start = startOf(all, style, size, selected);
  const items = all.slice(start, start + size);
  const following = start + size;
  const hasMore = following < all.length;
  const facts: Record<string, unknown> = {};
  const set = (path: string | readonly string[] | undefined, value: unknown) => {
    if (path !== undefined) setAt(facts, pathOf(path), value);
  };
  const next = (path: string | readonly string[] | undefined, value: unknown) =>
    set(path, hasMore ? value : end(pathOf(path ?? [])));
  if ("more" in style) set(style.more, hasMore);
  if ("total" in style) set(style.total, all.length);
  switch (style.kind) {
    case "cursor":
      next(style.next, String(following));
      break;
    case "page":
      set(style.current, Math.floor(start / size) + (style.first ?? 1));
      set(style.pages, Math.max(1, Math.ceil(all.length / size)));
      break;
    case "address":
      next(style.next, addressOf(url, following));
      break;
    case "link":
      if (hasMore) return { items, facts, link: `<${addressOf(url, following)}>; rel="next"` };
      break;
    case "offset":
      break;
  }
  return { items, facts };
}

/** The index of the first item of a page. */
function startOf(
  all: readonly unknown[],
  style: PageStyle,
  size: number,
  selected: (name: string) => unknown,
): number {
  switch (style.kind) {
    case "cursor": {
      const cursor = selected(style.cursor);
      if (cursor === undefined || cursor === "") return 0;
      if (style.next !== undefined) return Number(cursor) || 0;
      const last = pathOf(("last" in style ? style.last : undefined) ?? "id");
      return all.findIndex((item) => String(valueAt(item, last)) === String(cursor)) + 1;
    }
    case "offset":
      return Number(selected(style.offset) ?? 0);
    case "page": {
      const { first = 1 } = style;
      return (Number(selected(style.page) ?? first) - first) * size;
    }
    default:
      return Number(selected(START) ?? 0);
  }
}

/** The query parameter with the index of the first item, in addresses of pages. */
const START = "page-start";

function addressOf(url: URL, start: number): string {
  const address = new URL(url);
  address.searchParams.set(START, String(start));
  return address.href;
}

/** The names that lead to a value. */
export function pathOf(path: string | readonly string[]): readonly string[] {
  return typeof path === "string" ? [path] : path;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isPlainObject(inner) ? inner[name] : undefined), value);
}

/** Sets a value in nested objects, which are created. */
export function setAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = isPlainObject(target[name]) ? { ...target[name] } : {};
  setAt(inner, rest, value);
  target[name] = inner;
}

/**
 * The value at a path of a response on the last page: nothing if the property is optional, otherwise null or an empty string.
 *
 * @param types The types that the response consists of.
 */
export function endValue(type: ValueType, path: readonly string[], types: ValueTypes): null | "" | undefined {
  const [name, ...rest] = path;
  const own = typeof type === "string" || type.kind !== "type" ? type : types[type.name];
  if (name === undefined || own === undefined || typeof own === "string") return undefined;
  if (own.kind === "union")
    return endValue(own.members.find((member) => member !== "null") ?? "null", path, types);
  if (own.kind !== "object") return undefined;
  const required = own.required?.[name];
  if (rest.length > 0) return endValue(required ?? own.optional?.[name] ?? "unknown", rest, types);
  if (required === undefined) return undefined;
  const isNullable =
    typeof required !== "string" && required.kind === "union" && required.members.includes("null");
  return isNullable ? null : "";
}
