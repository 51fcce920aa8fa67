import { PaginationError } from "../errors/index.js";
import type { PropertyPath } from "../operations/index.js";
import type { PageContent } from "../pages/index.js";
import { kindOf } from "../responses/index.js";
import type { ReceivedPage } from "./styled-list.js";

/**
 * The items of a page; none for null. They may be absent if the response contains nothing but what its style needs, and values that are
 * empty: some servers omit empty arrays.
 *
 * @throws PaginationError if the response has no array there. Without this check, it would look like the end of the list.
 */
export function itemsOf(page: ReceivedPage): readonly unknown[] {
  const names = [page.style.items].flat();
  let value = page.body;
  let where = "it";
  for (const name of names) {
    if (kindOf(value) !== "an object") throw notAPage(page, `${where} is ${kindOf(value)}`);
    if (!Object.hasOwn(value as object, name)) {
      if (hasNothingElse(page)) return [];
      throw notAPage(page, `${where} has no ${name}`);
    }
    value = (value as Readonly<Record<string, unknown>>)[name];
    where = name;
  }
  if (value === null && names.length > 0) return [];
  if (!Array.isArray(value)) throw notAPage(page, `${where} is ${kindOf(value)}`);
  return value;
}

/** Whether a response contains only values that its style names, and others that are empty, such as a count of 0. */
function hasNothingElse({ body, style }: ReceivedPage): boolean {
  const known = Object.values(style).flatMap((path: string | number | PropertyPath) => [path].flat()[0]);
  const isEmpty = (value: unknown) =>
    [value].flat().every((each) => each === null || each === 0 || each === "");
  return Object.entries(body as object).every(([name, value]) => known.includes(name) || isEmpty(value));
}

/** The value at a path; undefined if there is none. */
export function valueAt(body: unknown, path: PropertyPath | undefined): unknown {
  if (path === undefined) return undefined;
  return [path]
    .flat()
    .reduce((value, name) => (Object.hasOwn(Object(value), name) ? Object(value)[name] : undefined), body);
}

/** A number at a path, which may be a bigint or written as a string; undefined if there is none. */
export function numberAt(body: unknown, path: PropertyPath | undefined): number | undefined {
  const value = valueAt(body, path);
  const isNumber = /number|bigint/.test(typeof value) || (typeof value === "string" && /^\d+$/.test(value));
  return isNumber ? Number(value) : undefined;
}

/**
 * The cursor or the address at a path. Undefined if it indicates the last page.
 *
 * @throws PaginationError if it is neither a string nor a number.
 */
export function cursorAt(page: ReceivedPage, body: unknown, path: PropertyPath): string | number | undefined {
  const value = valueAt(body, path) ?? "";
  if (value === "") return undefined;
  if (typeof value === "string" || typeof value === "number") return value;
  // As the next parameter, it is sent as text in any case.
  if (typeof value === "bigint") return String(value);
  throw notAPage(page, `${nameOf(path)} is ${kindOf(value)}`);
}

/** A page whose next one cannot be requested. Its items are valid, so the list fails only when they have been consumed. */
export function withoutNext(
  { operation, body }: ReceivedPage,
  items: readonly unknown[],
  problem: string,
): PageContent {
  const failure = new PaginationError(`the list cannot continue: ${problem}`, { operation, body });
  return { items, next: "", failure };
}

/** The error for a response that is not a page. */
export function notAPage({ operation, body }: ReceivedPage, problem: string): PaginationError {
  return new PaginationError(`the response is not a page: ${problem}`, { operation, body });
}

/** A path in messages: its names, separated by dots. */
export function nameOf(path: PropertyPath): string {
  return [path].flat().join(".");
}
