import type { JsonObject } from "./json.js";
import { type Shape, shapeOf } from "./schema-shape.js";

/** The serialization of a parameter or a form field. */
export interface Style {
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly schema: unknown;
  /** The document that the references of the schema point into. */
  readonly bundle: JsonObject;
}

/** The names and values of a query or a form, in their order, decoded. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** A value is not serialized in its style. */
export class StyleError extends Error {
  override readonly name = "StyleError";
}

/**
 * Reads a path parameter: a string, or an array or object of strings if the schema defines one.
 *
 * @param segment The segment of the path, not decoded.
 * @throws StyleError when the segment does not have the style of the parameter.
 */
export function readSegment({ name, style, explode, schema, bundle }: Style, segment: string): unknown {
  const shape = shapeOf(schema, bundle);
  const read = (text: string, delimiter: string, hasPairs: boolean) =>
    readDelimited(shape, text, delimiter, hasPairs, decodePercent);
  if (style === "label") return read(withoutPrefix(segment, "."), explode ? "." : ",", explode);
  if (style !== "matrix") return read(segment, ",", explode);
  if (!explode || shape.kind === "primitive") return read(withoutPrefix(segment, `;${name}=`), ",", false);
  const text = withoutPrefix(segment, ";");
  if (shape.kind === "object") return read(text, ";", true);
  return text.split(";").map((part) => decodePercent(withoutPrefix(part, `${name}=`)));
}

/** Reads a header parameter, whose style is always `simple`. */
export function readHeader({ explode, schema, bundle }: Style, text: string): unknown {
  return readDelimited(shapeOf(schema, bundle), text, ",", explode, (part) => part.trim());
}

/**
 * Reads a query parameter or a form field; undefined if it is absent.
 *
 * @throws StyleError when it is nested too deeply, or is repeated although its style is not exploded.
 */
export function readFields({ name, style, explode, schema, bundle }: Style, fields: Fields): unknown {
  if (style === "deepObject") return assemble(readPaths(name, fields), schema, bundle);
  const shape = shapeOf(schema, bundle);
  if (explode && shape.kind === "object") return readProperties(shape, bundle, fields);
  const values = fields.filter(([each]) => each === name).map(([, value]) => value);
  const [first] = values;
  if (first === undefined) return undefined;
  if (explode && (values.length > 1 || shape.kind === "array")) return values;
  if (values.length > 1) throw new StyleError(`${name} occurs ${values.length} times instead of once`);
  return readDelimited(shape, first, delimiters.get(style) ?? ",", false, (part) => part);
}

/**
 * Reads the names and values of a query or of a form.
 *
 * @throws StyleError when a percent escape is not UTF-8.
 */
export function parseFields(text: string): Fields {
  const decode = (part: string) => decodePercent(part.replaceAll("+", " "));
  const pairs = text.split("&").filter((pair) => pair !== "");
  return pairs.map(splitPair).map(([name, value]) => [decode(name), decode(value)] as const);
}

const delimiters = new Map([
  ["spaceDelimited", " "],
  ["pipeDelimited", "|"],
]);

function readDelimited(
  shape: Shape,
  text: string,
  delimiter: string,
  hasPairs: boolean,
  decode: (part: string) => string,
): unknown {
  if (shape.kind === "primitive") return decode(text);
  const parts = text === "" ? [] : text.split(delimiter);
  if (shape.kind === "array") return parts.map(decode);
  const pairs = hasPairs ? parts.map(splitPair) : pairUp(parts);
  return Object.fromEntries(pairs.map(([name, value]) => [decode(name), decode(value)]));
}

/** Reads an object whose properties are fields of their own. */
function readProperties(shape: Shape, bundle: JsonObject, fields: Fields): unknown {
  const entries = [...shape.properties].flatMap(([name, schema]) => {
    // OpenAPI does not define nested objects in this style.
    if (shapeOf(schema, bundle).kind === "object") return [];
    const value = readFields({ name, style: "form", explode: true, schema, bundle }, fields);
    return value === undefined ? [] : [[name, value]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The names in brackets that lead to a value: `filter[size][min]=1` has the path `size`, `min`. */
type ValueAtPath = readonly [path: readonly string[], value: string];

const maxDepth = 50;

function readPaths(name: string, fields: Fields): readonly ValueAtPath[] {
  const own = fields.filter(([each]) => each === name || each.startsWith(`${name}[`));
  return own.map(([each, value]) => {
    const path = [...each.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map(([, key = ""]) => key);
    if (path.length > maxDepth) throw new StyleError(`"${name}" is nested deeper than ${maxDepth} levels`);
    return [path, value];
  });
}

/** The values by the first key of their paths. `Map.groupBy` exists only since Node 21. */
function byFirstKey(values: readonly ValueAtPath[]): ReadonlyMap<string, readonly ValueAtPath[]> {
  const groups = new Map<string, ValueAtPath[]>();
  for (const value of values) {
    const [[key = ""]] = value;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}

/** Builds the value at the end of some paths. Items of an array are numbered, have empty brackets, or repeat the name. */
function assemble(values: readonly ValueAtPath[], schema: unknown, bundle: JsonObject): unknown {
  if (values.length === 0) return undefined;
  const shape = shapeOf(schema, bundle);
  const leaves = values.filter(([path]) => path.length === 0).map(([, value]) => value);
  const branches = byFirstKey(values.filter(([path]) => path.length > 0));
  const below = (branch: readonly ValueAtPath[], next: unknown) =>
    assemble(
      branch.map(([[, ...rest], value]) => [rest, value]),
      next,
      bundle,
    );
  // Something else may be allowed in place of an array.
  const isNumbered = branches.size > 0 && [...branches.keys()].every((key) => /^\d*$/.test(key));
  if (shape.kind === "array" || (isNumbered && shape.items !== undefined)) {
    const items = [...branches].flatMap(([key, branch]) =>
      key === "" ? branch.map((each) => below([each], shape.items)) : [below(branch, shape.items)],
    );
    return [...leaves, ...items];
  }
  if (branches.size === 0) return leaves.length === 1 ? leaves[0] : leaves;
  return Object.fromEntries(
    [...branches].map(([key, branch]) => [key, below(branch, shape.properties.get(key) ?? shape.values)]),
  );
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new StyleError(`"${text}" has a percent escape that is not UTF-8`);
  }
}

function withoutPrefix(text: string, prefix: string): string {
  if (!text.startsWith(prefix)) throw new StyleError(`"${text}" does not begin with "${prefix}"`);
  return text.slice(prefix.length);
}

function splitPair(pair: string): readonly [name: string, value: string] {
  const [name = "", ...rest] = pair.split("=");
  return [name, rest.join("=")];
}

function pairUp(parts: readonly string[]): readonly (readonly [name: string, value: string])[] {
  const names = parts.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => [name, parts[index * 2 + 1] ?? ""]);
}
