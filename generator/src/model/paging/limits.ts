import type { Paging } from "../../api-model/paging.ts";
import type { ListOperation } from "./declared.ts";
import type { ListShape } from "./list-shape.ts";

/** True if an operation only reads: a GET, or a POST that is a search by its last word. Repeating it for each page has no effect. */
export function canBeRead({ method, path, id }: Pick<ListOperation, "method" | "path" | "id">): boolean {
  return method === "GET" || (method === "POST" && (SEARCH.test(path) || SEARCH.test(id)));
}

const SEARCH = /(?:search|query|list|find|filter|scroll|lookup)$/i;

/** The properties of a response that a page does not have, because it has a member of the same name. */
export interface HiddenProperties {
  /** Not accessible on the page. */
  readonly lost: readonly string[];
  /** Properties that a method of the same name replaces: `hasNextPage`, if it is a boolean. */
  readonly answered: readonly string[];
}

/** The properties of a response that the members of a page hide: its methods, and `data`, unless that contains the items itself. */
export function hiddenProperties(
  { arrays, values, objects }: ListShape,
  { items }: Paging,
): HiddenProperties {
  if (items.length === 0) return { lost: [], answered: [] };
  const outer = [...values, ...arrays].filter(({ path }) => path.length === 1);
  const names = [...outer.map(({ path }) => path[0] ?? ""), ...objects].filter((name) => MEMBERS.has(name));
  const isAnswered = (name: string) =>
    name === "hasNextPage" && values.some(({ path, kind }) => path.join() === name && kind === "boolean");
  const isItems = (name: string) => name === "data" && items.length === 1 && items[0] === name;
  return {
    answered: names.filter(isAnswered),
    lost: names.filter((name) => !isAnswered(name) && !isItems(name)),
  };
}

/** The members of a page. */
const MEMBERS: ReadonlySet<string> = new Set(["data", "getNextPage", "hasNextPage", "iterPages", "toArray"]);
