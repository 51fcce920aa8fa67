import { isObject, type JsonObject } from "../json.js";
import type { ListPage } from "./list-page.js";
import { isAboutPages, plain } from "./plain-names.js";

/** The response with the totals and the number of a page. */
export function withPageFacts(response: JsonObject, page: ListPage): JsonObject {
  const facts = Object.entries(response).map(([name, value]) => {
    const isInner = isObject(value) && isAboutPages(name);
    return [name, isInner ? withFacts(value, page) : factOf(name, value, page)] as const;
  });
  return Object.fromEntries(facts);
}

function withFacts(object: JsonObject, page: ListPage): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, factOf(name, value, page)]));
}

/** The properties of a response that describe a page, by name; other properties keep their values. */
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
