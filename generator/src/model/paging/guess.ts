import type { Paging } from "../../api-model/paging.ts";
import { findItems } from "./find-items.ts";
import {
  firstPage,
  isAboutPages,
  numberOf,
  numbersNamed,
  parametersNamed,
  placeOf,
  textOf,
  valueNamed,
} from "./find-values.ts";
import type { ArrayShape, ListShape, ValueShape } from "./list-shape.ts";
import type { ParameterShape } from "./parameter-shapes.ts";
import {
  ABOUT_PAGES,
  CURRENT,
  CURSOR,
  lastOf,
  MAYBE_OFFSET,
  MORE,
  NEXT_ADDRESS,
  NEXT_CURSOR,
  OFFSET,
  PAGE,
  PAGES,
  plain,
  SIZE,
  TOTAL,
} from "./usual-names.ts";

/** A paging style, and the array of items. */
export interface FoundPaging {
  readonly paging: Paging;
  readonly items: ArrayShape;
}

/**
 * Detects the paging style by the shape of a call: a request parameter that selects a page, an array in the response, and a value that
 * distinguishes pages. Undefined unless both the request and the response show it.
 *
 * Styles in which the server returns the next position come first, because they need no assumptions.
 */
export function guessPaging(shape: ListShape): FoundPaging | undefined {
  const items = findItems(shape);
  if (items === undefined) return undefined;
  for (const rule of RULES) {
    const paging = rule(shape, items);
    if (paging !== undefined) return { paging, items };
  }
  return undefined;
}

type Rule = (shape: ListShape, items: ArrayShape) => Paging | undefined;

const RULES: readonly Rule[] = [
  cursorInResponse,
  addressInResponse,
  cursorOfLastItem,
  linkInHeader,
  offset,
  pageNumber,
];

/** A parameter takes a cursor, and the response has one under a usual name, or under the parameter's own. */
function cursorInResponse(shape: ListShape, items: ArrayShape): Paging | undefined {
  const more = valueNamed(shape, items, MORE, "boolean");
  const parameters = shape.parameters.filter(({ name, kind }) => isText(kind) && takesCursor(name, kind));
  for (const parameter of parameters) {
    const next = shape.values.find(
      (value) =>
        isText(value.kind) &&
        isAboutPages(value, items) &&
        isNextCursor(value, parameter) &&
        (value.kind === parameter.kind || value.kind === "mixed" || parameter.kind === "mixed"),
    );
    if (next === undefined || isAddress(next, shape)) continue;
    return {
      kind: "cursor",
      cursor: parameter.name,
      ...placeOf(parameter),
      items: items.path,
      next: next.path,
      ...(more !== undefined && { more }),
    };
  }
  return undefined;
}

function isText(kind: ParameterShape["kind"]): boolean {
  return kind === "string" || kind === "number" || kind === "mixed";
}

/** True if a parameter may take a cursor. A number may also be a page or an offset that the response contains. */
function takesCursor(name: string, kind: ParameterShape["kind"]): boolean {
  const known = plain(name);
  return (
    CURSOR.has(known) || (kind === "number" && [OFFSET, MAYBE_OFFSET, PAGE].some((names) => names.has(known)))
  );
}

/** `next_cursor` at any place, or `paging.after` and `cursors.after` for the parameter `after`, or `cursor` for `cursor`. */
function isNextCursor({ path, kind }: ValueShape, parameter: ParameterShape): boolean {
  const name = lastOf(path);
  if (NEXT_CURSOR.has(name)) return true;
  const isBelowPages = ABOUT_PAGES.has(plain(path.at(-2) ?? ""));
  if (name === "next") return isBelowPages || path.length === 1;
  // A number of the same name is more likely the current page.
  if (kind === "number") return false;
  return name === plain(parameter.name) && name !== "page" && (isBelowPages || /cursor|token/.test(name));
}

/** The response contains the address of the next page. */
function addressInResponse(shape: ListShape, items: ArrayShape): Paging | undefined {
  if (!takesPages(shape)) return undefined;
  const next = shape.values.find(
    (value) => value.kind === "string" && isAboutPages(value, items) && isAddress(value, shape),
  );
  return next === undefined ? undefined : { kind: "address", items: items.path, next: next.path };
}

/**
 * True if a value is the address of the next page: by its name; or named `next`, and described as an address, one of `links`, or next to
 * the previous one and to a number of items.
 */
function isAddress(value: ValueShape, { values }: ListShape): boolean {
  const { path, property } = value;
  const name = lastOf(path);
  if (NEXT_ADDRESS.has(name)) return true;
  const owners = path.slice(0, -1);
  if (name === "href") return plain(owners.at(-1) ?? "") === "next";
  if (name !== "next" && name !== "nextpage") return false;
  if (/^(uri|url|uri-reference)$/.test(property.constraints?.format ?? "")) return true;
  if (/\b(ur[il]s?|links?|address|endpoint)\b/i.test(textOf(value))) return true;
  if (owners.some((owner) => plain(owner) === "links")) return true;
  const beside = (names: RegExp) =>
    values.some(
      (other) => other.path.slice(0, -1).join() === owners.join() && names.test(lastOf(other.path)),
    );
  return name === "next" && beside(/^prev(ious)?$/) && beside(/^(total)?count$/);
}

/** `starting_after` takes the id of the last item, and the response indicates whether there are more. */
function cursorOfLastItem(shape: ListShape, items: ArrayShape): Paging | undefined {
  const more = valueNamed(shape, items, MORE, "boolean");
  const [parameter] = parametersNamed(shape, LAST_ITEM, "string");
  if (more === undefined || parameter === undefined) return undefined;
  const id = items.members.find(({ name }) => plain(name) === "id");
  const lastId = valueNamed(shape, items, LAST_ID, "string");
  const source = id?.type.kind === "string" ? { last: [id.name] } : lastId && { next: lastId };
  if (source === undefined) return undefined;
  return {
    kind: "cursor",
    cursor: parameter.name,
    ...placeOf(parameter),
    items: items.path,
    ...source,
    more,
  };
}

/** Parameters that take the id of an item. */
const LAST_ITEM: ReadonlySet<string> = new Set([
  "after",
  "afterid",
  "startingafter",
  "startafter",
  "startafterid",
]);

/** The id of the last item, in the response. */
const LAST_ID: ReadonlySet<string> = new Set(["lastid"]);

/** The header `Link` is documented, by the response or by a parameter, and the request has a parameter about pages. */
function linkInHeader(shape: ListShape, { path: items }: ArrayShape): Paging | undefined {
  const isDescribed = shape.parameters.some((parameter) => /\blink header\b/i.test(textOf(parameter)));
  const isDocumented = shape.headers.includes("link") || isDescribed;
  return isDocumented && takesPages(shape) ? { kind: "link", items } : undefined;
}

function offset(shape: ListShape, items: ArrayShape): Paging | undefined {
  const certain = numbersNamed(shape, items, OFFSET);
  const others = numbersNamed(shape, items, MAYBE_OFFSET).filter((parameter) =>
    /\b(offset|skip|skips|skipped)\b/i.test(textOf(parameter)),
  );
  const [parameter] = [...certain, ...others];
  const total = valueNamed(shape, items, TOTAL, "number");
  const more = valueNamed(shape, items, MORE, "boolean");
  const hasSize = numbersNamed(shape, items, SIZE).length > 0;
  if (parameter === undefined || isPagedOnDemand(shape)) return undefined;
  if (!hasSize && total === undefined && more === undefined) return undefined;
  if ((numberOf(parameter, "default") ?? numberOf(parameter, "minimum") ?? 0) !== 0) return undefined;
  return {
    kind: "offset",
    offset: parameter.name,
    ...placeOf(parameter),
    items: items.path,
    ...(total !== undefined && { total }),
    ...(more !== undefined && { more }),
  };
}

/** Without evidence for the number of the first page, the response must contain the number of its page. */
function pageNumber(shape: ListShape, items: ArrayShape): Paging | undefined {
  const [parameter] = numbersNamed(shape, items, PAGE);
  if (parameter === undefined || isPagedOnDemand(shape)) return undefined;
  const first = firstPage(parameter);
  const own = valueNamed(shape, items, CURRENT, "number");
  const current = first === undefined ? own : undefined;
  const pages = valueNamed(shape, items, PAGES, "number");
  const total = valueNamed(shape, items, TOTAL, "number");
  const more = valueNamed(shape, items, MORE, "boolean");
  const hasSize = numbersNamed(shape, items, SIZE).length > 0;
  if (first === undefined && current === undefined) return undefined;
  if (!hasSize && (own ?? pages ?? total ?? more) === undefined) return undefined;
  return {
    kind: "page",
    page: parameter.name,
    ...placeOf(parameter),
    ...(first === 0 && { first }),
    items: items.path,
    ...(current !== undefined && { current }),
    ...(pages !== undefined && { pages }),
    ...(total !== undefined && { total }),
    ...(more !== undefined && { more }),
  };
}

/** True if a parameter turns on paging: without it, the response is the whole list. */
function isPagedOnDemand({ parameters }: ListShape): boolean {
  return parameters.some(
    ({ name, kind, property }) =>
      kind === "boolean" &&
      /^(is|with|use|enable)?(paginate|paginated|pagination|paged|paging)$/.test(plain(name)) &&
      property.constraints?.default !== true,
  );
}

/** True if the request has a parameter about pages. */
function takesPages({ parameters }: ListShape): boolean {
  const known = [PAGE, OFFSET, CURSOR, SIZE, BACKWARDS];
  return parameters.some(({ name }) => known.some((names) => names.has(plain(name))));
}

/** Parameters that select a previous page. */
const BACKWARDS: ReadonlySet<string> = new Set(["before", "endingbefore"]);
