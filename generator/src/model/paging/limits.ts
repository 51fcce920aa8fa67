import type { Paging } from "../../api-model/paging.ts";
import type { ListShape } from "./list-shape.ts";
import type { ListOperation } from "./told.ts";

/** Whether an operation only reads: a GET, or a POST whose last word is that of a search. Repeating it for each page has no effect. */
export function canBeRead({ method, path, id }: Pick<ListOperation, "method" | "path" | "id">): boolean {
  return method === "GET" || (method === "POST" && (SEARCH.test(path) || SEARCH.test(id)));
}

const SEARCH = /(?:search|query|list|find|filter|scroll|lookup)$/i;

/**
 * Whether a page has all properties of the response. The methods of a page and its property `data` hide properties of the same name, which
 * a guess must not do.
 */
export function isLossless({ arrays, values, objects }: ListShape, { items }: Paging): boolean {
  if (items.length === 0) return true;
  const isHidden = (name: string | undefined) => name !== undefined && MEMBERS.has(name);
  if (values.some(({ path }) => path.length === 1 && isHidden(path[0]))) return false;
  if (objects.some(isHidden)) return false;
  return arrays.every(
    ({ path }) => path.length > 1 || !isHidden(path[0]) || (path[0] === "data" && items[0] === "data"),
  );
}

/** The members of a page. */
const MEMBERS: ReadonlySet<string> = new Set(["data", "getNextPage", "hasNextPage", "iterPages", "toArray"]);
