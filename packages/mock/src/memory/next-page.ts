import { asObject, isObject, type JsonObject } from "../json.js";
import type { Pagination } from "../pages.js";
import { isAboutPages, plain } from "./plain-names.js";
import type { Schemas } from "./schemas.js";

/** Where a response says how its list continues. */
export interface NextPlace {
  /** The properties that lead there. */
  readonly path: readonly string[];
  /** Whether it is the address of the next page. Otherwise it is a cursor. */
  readonly isAddress: boolean;
}

const NEXT =
  /^(next|nextpage|nextcursor|nextpagetoken|nexttoken|nexturl|nextlink|nextmarker|continuationtoken|endcursor|cursor)$/;

/**
 * Finds the place by the name that the document declares, or by usual names: in the response, and in its objects about pages and links.
 * Undefined if there is none.
 *
 * @param frame A response, whose example shows whether it is an address.
 */
export function nextPlaceOf(
  schemas: Schemas,
  schema: JsonObject,
  frame: unknown,
  pagination: Pagination | undefined,
): NextPlace | undefined {
  const properties = schemas.propertiesOf(schema);
  const isDeclared = pagination !== undefined && Object.hasOwn(properties, pagination.next);
  if (isDeclared) return { path: [pagination.next], isAddress: false };
  const places = Object.entries(properties).flatMap(([name, own]): readonly Place[] => {
    if (NEXT.test(plain(name))) return [{ path: [name], schema: own }];
    if (!isAboutPages(name) && !isLinks(name)) return [];
    const inner = Object.entries(schemas.propertiesOf(own)).filter(([each]) => NEXT.test(plain(each)));
    return inner.map(([each, part]) => ({ path: [name, each], schema: part }));
  });
  for (const { path, schema: own } of places) {
    const { href } = schemas.propertiesOf(own);
    if (href !== undefined) return { path: [...path, "href"], isAddress: true };
    const rules = schemas.rulesOf(own);
    if ([rules.type].flat().includes("string")) return { path, isAddress: isAddress(path, rules, frame) };
  }
  return undefined;
}

interface Place {
  readonly path: readonly string[];
  readonly schema: unknown;
}

function isLinks(name: string): boolean {
  return plain(name) === "links";
}

function isAddress(path: readonly string[], { format }: JsonObject, frame: unknown): boolean {
  const shown = path.reduce<unknown>((value, name) => asObject(value)[name], frame);
  return (
    ["uri", "url", "uri-reference"].includes(String(format)) ||
    path.some((name) => /links?$|url$/.test(plain(name))) ||
    (typeof shown === "string" && /^(https?:\/)?\/|^\?/.test(shown))
  );
}

/**
 * The response with what follows at its place. On the last page, nothing does: the first of an absent value, null and an empty text that is
 * allowed there.
 *
 * @param next The cursor or address of the next page. Undefined: this is the last one.
 */
export function withNext(
  response: JsonObject,
  path: readonly string[],
  next: string | undefined,
  isAllowed: (response: JsonObject) => boolean,
): JsonObject {
  if (next !== undefined) return withValue(response, path, next);
  // A link is an object with an address.
  const places = path.at(-1) === "href" ? [path, path.slice(0, -1)] : [path];
  const candidates = [undefined, null, ""].flatMap((end) =>
    places.map((place) => withValue(response, place, end)),
  );
  return candidates.find(isAllowed) ?? withValue(response, path, undefined);
}

function withValue(
  object: JsonObject,
  [name = "", ...rest]: readonly string[],
  value: string | null | undefined,
): JsonObject {
  const { [name]: former, ...others } = object;
  if (rest.length > 0) {
    if (value === undefined && !isObject(former)) return object;
    return { ...object, [name]: withValue(asObject(former), rest, value) };
  }
  return value === undefined ? others : { ...object, [name]: value };
}
