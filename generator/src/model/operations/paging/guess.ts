import type { Paging, PropertyPath } from "../../../api-model/paging.ts";
import { findItems } from "./find-items.ts";
import type { ArrayShape, ListShape, ParameterShape, ValueShape } from "./list-shape.ts";
import {
  ABOUT_PAGES,
  CURRENT,
  CURSOR,
  lastOf,
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

/** A style of pages, and the array with the items. */
export interface FoundPaging {
  readonly paging: Paging;
  readonly items: ArrayShape;
}

/**
 * The style of pages that the shape of a call shows: a request parameter that selects a page, an array in the response, and what tells
 * one page from the next. Undefined unless both sides show it.
 *
 * Styles in which the server says how to continue come first, because they need no assumption.
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

const RULES: readonly Rule[] = [cursorInResponse, addressInResponse, cursorOfLastItem, linkInHeader, offset, pageNumber];

/** A parameter takes a cursor, and the response has one under a usual name, or under the parameter's own. */
function cursorInResponse(shape: ListShape, { path: items }: ArrayShape): Paging | undefined {
  const more = valueNamed(shape, MORE, "boolean");
  for (const parameter of parametersNamed(shape, CURSOR, "string")) {
    const next = shape.values.find(
      (value) => value.kind === "string" && isAboutPages(value) && isNextCursor(value, parameter),
    );
    if (next === undefined || isAddress(next)) continue;
    return {
      kind: "cursor",
      cursor: parameter.name,
      ...placeOf(parameter),
      items,
      next: next.path,
      ...(more !== undefined && { more }),
    };
  }
  return undefined;
}

/** `next_cursor` at any place, or `paging.after` and `cursors.after` for the parameter `after`, or `cursor` for `cursor`. */
function isNextCursor({ path }: ValueShape, parameter: ParameterShape): boolean {
  const name = lastOf(path);
  if (NEXT_CURSOR.has(name)) return true;
  const owner = plain(path.at(-2) ?? "");
  const isBelowPages = ABOUT_PAGES.has(owner);
  if (name === "next") return isBelowPages || path.length === 1;
  return name === plain(parameter.name) && (isBelowPages || /cursor|token/.test(name));
}

/** The response contains the address of the next page. */
function addressInResponse(shape: ListShape, { path: items }: ArrayShape): Paging | undefined {
  if (!takesPages(shape)) return undefined;
  const next = shape.values.find((value) => value.kind === "string" && isAboutPages(value) && isAddress(value));
  return next === undefined ? undefined : { kind: "address", items, next: next.path };
}

/** Whether a value is the address of the next page: by its name, or named `next` and described as an address. */
function isAddress({ path, property }: ValueShape): boolean {
  const name = lastOf(path);
  if (NEXT_ADDRESS.has(name)) return true;
  const owners = path.slice(0, -1).map(plain);
  if (name === "href") return owners.at(-1) === "next";
  if (name !== "next") return false;
  const text = `${property.docs.summary ?? ""} ${property.docs.description ?? ""}`;
  return (
    /^(uri|url|uri-reference)$/.test(property.constraints?.format ?? "") ||
    /\b(ur[il]|link|address|endpoint)\b/i.test(text) ||
    owners.includes("links")
  );
}

/** `starting_after` takes the id of the last item, and the response says whether there are more. */
function cursorOfLastItem(shape: ListShape, { path: items, members }: ArrayShape): Paging | undefined {
  const more = valueNamed(shape, MORE, "boolean");
  const [parameter] = parametersNamed(shape, LAST_ITEM, "string");
  const id = members.find(({ name }) => plain(name) === "id");
  if (more === undefined || parameter === undefined || id?.type.kind !== "string") return undefined;
  return { kind: "cursor", cursor: parameter.name, ...placeOf(parameter), items, last: [id.name], more };
}

/** Parameters that take the id of an item. */
const LAST_ITEM: ReadonlySet<string> = new Set(["after", "afterid", "startingafter", "startafter", "startafterid"]);

/** The header `Link` is documented, and the request has a parameter about pages. */
function linkInHeader(shape: ListShape, { path: items }: ArrayShape): Paging | undefined {
  return shape.headers.includes("link") && takesPages(shape) ? { kind: "link", items } : undefined;
}

function offset(shape: ListShape, { path: items }: ArrayShape): Paging | undefined {
  const [parameter] = parametersNamed(shape, OFFSET, "number");
  const total = valueNamed(shape, TOTAL, "number");
  const more = valueNamed(shape, MORE, "boolean");
  const hasSize = parametersNamed(shape, SIZE, "number").length > 0;
  if (parameter === undefined || !(hasSize || total !== undefined || more !== undefined)) return undefined;
  if ((numberOf(parameter, "default") ?? numberOf(parameter, "minimum") ?? 0) !== 0) return undefined;
  return {
    kind: "offset",
    offset: parameter.name,
    ...placeOf(parameter),
    items,
    ...(total !== undefined && { total }),
    ...(more !== undefined && { more }),
  };
}

function pageNumber(shape: ListShape, { path: items }: ArrayShape): Paging | undefined {
  const [parameter] = parametersNamed(shape, PAGE, "number");
  if (parameter === undefined) return undefined;
  const current = valueNamed(shape, CURRENT, "number");
  const pages = valueNamed(shape, PAGES, "number");
  const total = valueNamed(shape, TOTAL, "number");
  const more = valueNamed(shape, MORE, "boolean");
  const hasSize = parametersNamed(shape, SIZE, "number").length > 0;
  const first = firstPage(parameter);
  if (first === undefined || !(hasSize || current || pages || total || more)) return undefined;
  return {
    kind: "page",
    page: parameter.name,
    ...placeOf(parameter),
    ...(first !== 1 && { first }),
    items,
    ...(pages !== undefined && { pages }),
    ...(total !== undefined && { total }),
    ...(more !== undefined && { more }),
  };
}

/** The number of the first page, by the default, the minimum, or the description of the parameter. Undefined if nothing says it. */
export function firstPage(parameter: ParameterShape): number | undefined {
  const { docs } = parameter.property;
  const text = `${docs.summary ?? ""} ${docs.description ?? ""}`;
  if (/\b(zero|0)[- ]?(based|indexed)|(start|begin)(s|ing)? (at|from|with) (0|zero)\b|\b(0|zero) is the first/i.test(text)) return 0;
  const given = numberOf(parameter, "default") ?? numberOf(parameter, "minimum");
  if (given === 0 || given === 1) return given;
  if (/\b(one|1)[- ]?(based|indexed)|(start|begin)(s|ing)? (at|from|with) (1|one)\b|\bdefaults? (is |to |value |of |: ?)*`?1\b/i.test(text)) return 1;
  return undefined;
}

function numberOf({ property }: ParameterShape, name: "default" | "minimum"): number | undefined {
  const value = property.constraints?.[name];
  return typeof value === "number" ? value : undefined;
}

/** Whether the request has a parameter about pages. */
function takesPages(shape: ListShape): boolean {
  return [PAGE, OFFSET, CURSOR, SIZE].some((known) => shape.parameters.some(({ name }) => known.has(plain(name))));
}

function parametersNamed(
  { parameters }: ListShape,
  known: ReadonlySet<string>,
  kind: ParameterShape["kind"],
): readonly ParameterShape[] {
  return parameters.filter((parameter) => parameter.kind === kind && known.has(plain(parameter.name)));
}

/** The path of a value about pages with a usual name. */
function valueNamed(
  { values }: ListShape,
  known: ReadonlySet<string>,
  kind: ValueShape["kind"],
): PropertyPath | undefined {
  return values.find((value) => value.kind === kind && known.has(lastOf(value.path)) && isAboutPages(value))?.path;
}

/** Whether a value is a property of the response itself, or of objects about pages. */
function isAboutPages({ path }: ValueShape): boolean {
  return path.slice(0, -1).every((name) => ABOUT_PAGES.has(plain(name)) || plain(name) === "next");
}

function placeOf(parameter: ParameterShape): { readonly in?: "body" } {
  return parameter.in === "body" ? { in: "body" } : {};
}
