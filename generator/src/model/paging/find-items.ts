import type { ArrayShape, ListShape } from "./list-shape.ts";
import {
  ABOUT_PAGES,
  ASIDE,
  CURRENT,
  ITEMS,
  lastOf,
  MORE,
  NEXT_ADDRESS,
  NEXT_CURSOR,
  OFFSET,
  PAGES,
  plain,
  SIZE,
  TOTAL,
} from "./usual-names.ts";

type Response = Pick<ListShape, "arrays" | "values" | "path">;

/**
 * The array that contains the items: the response itself, the only array of the response, or, of several, the one with a usual name or
 * with the name of the collection in the path. A nested array needs such a name, unless all other values of its object are about
 * pages. Undefined if there are none or several.
 */
export function findItems({ arrays, values, path }: Response): ArrayShape | undefined {
  const candidates = arrays.filter((array) => !ASIDE.has(lastOf(array.path)));
  const outer = candidates.filter((array) => array.path.length <= 1);
  if (outer.length > 0) return only(outer, path);
  const inner = candidates.filter((array) => array.path.length === 2);
  const [found] = inner;
  if (inner.length !== 1 || found === undefined) return undefined;
  return isUsual(found, path) || isAlone(found, values) ? found : undefined;
}

/** True if the object of an array contains only values about pages besides it. */
function isAlone({ path: [owner] }: ArrayShape, values: ListShape["values"]): boolean {
  return values.every(({ path: [first, next = "", ...others] }) => {
    if (first !== owner) return true;
    return others.length > 0 ? ABOUT_PAGES.has(plain(next)) : VALUES.some((names) => names.has(plain(next)));
  });
}

/** The names of values about pages. */
const VALUES = [CURRENT, MORE, NEXT_ADDRESS, NEXT_CURSOR, OFFSET, PAGES, SIZE, TOTAL];

function only(candidates: readonly ArrayShape[], path: string): ArrayShape | undefined {
  if (candidates.length === 1) return candidates[0];
  const usual = candidates.filter((array) => isUsual(array, path));
  return usual.length === 1 ? usual[0] : undefined;
}

/** True if an array has a usual name for items, or the name of the collection in the path. */
function isUsual(array: ArrayShape, path: string): boolean {
  const name = lastOf(array.path);
  return ITEMS.has(name) || name === collectionOf(path);
}

/** The last word of a path that is neither a parameter nor a search, plain: `orders` of `/v1/orders/{id}/search`. */
function collectionOf(path: string): string {
  const segments = path.split(/[/?#]/).filter((segment) => !segment.includes("{"));
  const words = segments.map(plain).filter((word) => word !== "" && !SEARCHES.has(word));
  return words.at(-1) ?? "";
}

const SEARCHES: ReadonlySet<string> = new Set("search query list find filter scroll lookup".split(" "));
