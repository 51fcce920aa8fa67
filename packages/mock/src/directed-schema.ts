import { asList, asObject, isObject, type JsonObject } from "./json.js";
import { definedNames, flaggedNames } from "./property-names.js";

/** Whether a schema is that of a request or of a response, which differ in properties that are read-only or write-only. */
export type Direction = "request" | "response";

/** A JSON schema, in the version 2020-12, of one direction. */
export type DirectedSchema = JsonObject | boolean;

export interface DirectedSchemaContext {
  readonly direction: Direction;
  /** The schema that a reference points to. Undefined if there is none. */
  readonly resolve: (reference: string) => unknown;
  /** The reference to the directed schema of a schema of the document. */
  readonly refer: (schema: object) => string;
}

/**
 * Converts a schema of OpenAPI 3.0 or 3.1 to JSON schema 2020-12 of one direction. Members of `allOf` are written in place and may
 * have the properties of each other. Properties that are required but defined nowhere are not required, because no client has a
 * parameter for them. What validation does not need is left out.
 */
export function directSchema(schema: unknown, context: DirectedSchemaContext): DirectedSchema {
  return direct(schema, context, ROOT);
}

interface Place {
  /** Whether the schema is by itself, a member of `allOf`, or a member of a union. */
  readonly role: "whole" | "part" | "member";
  /** Names of properties that the direction does not have. */
  readonly hidden: ReadonlySet<string>;
  /** Names of properties that the schema around `allOf` defines. Undefined if it may have others. */
  readonly defined: ReadonlySet<string> | undefined;
  /** The references that led here through `allOf`. */
  readonly within: readonly string[];
}

const ROOT: Place = { role: "whole", hidden: new Set(), defined: undefined, within: [] };

function direct(schema: unknown, context: DirectedSchemaContext, place: Place): DirectedSchema {
  if (!isObject(schema)) return schema !== false;
  const { direction, resolve } = context;
  const { $ref: reference } = schema;
  const own = flaggedNames(schema, direction === "request" ? "readOnly" : "writeOnly", resolve);
  const inner: Place = {
    ...place,
    hidden: new Set([...place.hidden, ...own]),
    defined: place.role === "whole" ? definedNames(schema, resolve) : place.defined,
  };
  const parts = asList(schema.allOf).map((part) => directPart(part, context, inner));
  const entries = Object.entries(schema).flatMap(([keyword, value]) =>
    directKeyword(keyword === "oneOf" ? oneOfKeyword(schema) : keyword, value, context, inner),
  );
  const isOpen = place.role === "part" || parts.length > 0 || isBase(schema);
  const directed: JsonObject = {
    ...Object.fromEntries(entries),
    ...exclusiveBounds(schema),
    ...tupleOf(schema, context),
    ...(parts.length > 0 && { allOf: parts }),
    ...(isResolved(reference, context) && {
      $ref: context.refer(asObject(context.resolve(String(reference)))),
    }),
    ...(isOpen && schema.additionalProperties === false && { additionalProperties: true }),
  };
  return schema.nullable === true ? { anyOf: [directed, { type: "null" }] } : directed;
}

/** A schema in another one. With `allOf`, it is apart, because the targets of its references may contain it again. */
function directChild(schema: unknown, context: DirectedSchemaContext): DirectedSchema {
  const isApart = isObject(schema) && Array.isArray(schema.allOf);
  return isApart ? { $ref: context.refer(schema) } : directSchema(schema, context);
}

/** Whether other schemas extend a schema, so that its values have the properties of these, even if it is closed. */
function isBase({ discriminator, oneOf, anyOf }: JsonObject): boolean {
  return isObject(discriminator) && oneOf === undefined && anyOf === undefined;
}

/** A discriminator selects the member, so others may allow the value, too. */
function oneOfKeyword({ discriminator, anyOf }: JsonObject): string {
  return isObject(discriminator) && anyOf === undefined ? "anyOf" : "oneOf";
}

/** A member of `allOf`, with the target of its reference in place of it. */
function directPart(part: unknown, context: DirectedSchemaContext, place: Place): DirectedSchema {
  const { $ref: reference, ...own } = asObject(part);
  const isDeep = place.within.length >= DEEPEST || place.within.includes(String(reference));
  if (!isResolved(reference, context) || isDeep) return direct(part, context, { ...place, role: "part" });
  const inTarget = { ...place, within: [...place.within, String(reference)] };
  const target = directPart(context.resolve(String(reference)), context, inTarget);
  if (Object.keys(own).length === 0) return target;
  return { allOf: [target, direct(own, context, { ...place, role: "part" })] };
}

/** Maximum number of references that are replaced in each other. If each target has two, their number doubles with each step. */
const DEEPEST = 10;

function isResolved(reference: unknown, context: DirectedSchemaContext): boolean {
  return typeof reference === "string" && context.resolve(reference) !== undefined;
}

type Entries = readonly (readonly [keyword: string, value: unknown])[];

function directKeyword(
  keyword: string,
  value: unknown,
  context: DirectedSchemaContext,
  { hidden, defined, within }: Place,
): Entries {
  const child = (schema: unknown) => directChild(schema, context);
  // Members require properties that the schema itself defines.
  const member = (schema: unknown) =>
    hidden.size === 0 ? child(schema) : direct(schema, context, { ...ROOT, role: "member", hidden, within });
  if (SCHEMAS.has(keyword)) return [[keyword, child(value)]];
  if (LISTS.has(keyword))
    return Array.isArray(value) && value.length > 0 ? [[keyword, value.map(member)]] : [];
  if (MAPS.has(keyword)) {
    const shown = Object.entries(asObject(value)).filter(([name]) => !hidden.has(name));
    return [[keyword, Object.fromEntries(shown.map(([name, schema]) => [name, child(schema)]))]];
  }
  if (keyword === "required") {
    const names = asList(value).filter(
      (name) => typeof name === "string" && !hidden.has(name) && (defined?.has(name) ?? true),
    );
    return names.length === 0 ? [] : [[keyword, [...new Set(names)]]];
  }
  if (keyword === "type") return typeEntries(value);
  if (keyword === "enum") return Array.isArray(value) && value.length > 0 ? [[keyword, value]] : [];
  if (keyword === "pattern") return isPattern(value) ? [[keyword, value]] : [];
  if (typeof value === "number" ? NUMBERS.has(keyword) : PLAIN.has(keyword)) return [[keyword, value]];
  return [];
}

const SCHEMAS = new Set([
  ...["additionalProperties", "contains", "else", "if", "not", "propertyNames", "then"],
  ...["unevaluatedItems", "unevaluatedProperties"],
]);
const LISTS = new Set(["anyOf", "oneOf"]);
const MAPS = new Set(["dependentSchemas", "patternProperties", "properties"]);
const NUMBERS = new Set([
  ...["maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties"],
  ...["minimum", "multipleOf", "maxContains", "minContains", "const"],
]);
const PLAIN = new Set(["const", "format", "uniqueItems"]);
const TYPES = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

function typeEntries(value: unknown): Entries {
  const types = [value].flat().filter((type) => typeof type === "string" && TYPES.has(type));
  return types.length === 0 ? [] : [["type", types.length === 1 ? types[0] : [...new Set(types)]]];
}

/** Whether a pattern is a regular expression. JSON schema ignores no invalid ones, but documents contain them. */
function isPattern(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** An exclusive bound of OpenAPI 3.0 is `true` next to the bound. */
function exclusiveBounds(schema: JsonObject): JsonObject {
  const bounds = [
    ["exclusiveMinimum", schema.exclusiveMinimum, schema.minimum],
    ["exclusiveMaximum", schema.exclusiveMaximum, schema.maximum],
  ] as const;
  const entries = bounds.map(([keyword, bound, other]) => [keyword, bound === true ? other : bound] as const);
  return Object.fromEntries(entries.filter(([, bound]) => typeof bound === "number"));
}

/** The schemas of items by their positions, which are an array of `items` in older versions. */
function tupleOf(
  { items, prefixItems, additionalItems }: JsonObject,
  context: DirectedSchemaContext,
): JsonObject {
  const rest = Array.isArray(items) ? additionalItems : items;
  const tuple = Array.isArray(items) ? items : asList(prefixItems);
  return {
    ...(rest !== undefined && { items: directChild(rest, context) }),
    ...(tuple.length > 0 && { prefixItems: tuple.map((item) => directChild(item, context)) }),
  };
}
