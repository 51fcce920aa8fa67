import { isRecord, itemsOf } from "../../spec/guards.ts";
import type { SchemaObject } from "../../spec/openapi-schema.ts";
import { type Draft, define } from "../draft/index.ts";
import { DESCRIPTIONS, NAMES } from "./enum-names.ts";
import { isAnnotation, type OpenSchema, replace, schemasOf } from "./schema-nodes.ts";

/**
 * A union of constants is an enum whose values have documentation: `oneOf: [{ const: 1, title: Low }, { const: 2, title: High }]`.
 * Titles are the names of numbers and booleans. A string is its own name, so its title is documentation.
 *
 * A constant object or array has constant members, `const: { a: 1 }` is an object with the property `a`. An enum with such values is a
 * union of them.
 */
export function normalizeConstants(draft: Draft): void {
  const schemas = schemasOf(draft).filter(({ const: constant, enum: values, oneOf, anyOf }) => {
    const isUnion = oneOf !== undefined || anyOf !== undefined;
    return isUnion || hasMembers(constant) || values?.some(hasMembers);
  });
  let isChanged = false;
  for (const schema of schemas) {
    const { const: constant } = schema;
    if (hasMembers(constant)) {
      const { const: _, ...others } = schema;
      isChanged = replace(schema, { ...others, ...describedBy(constant) });
    }
    if (schema.enum?.some(hasMembers)) {
      separateValues(schema);
      isChanged = true;
    }
    if (schema.discriminator !== undefined) continue;
    for (const key of ["oneOf", "anyOf"] as const)
      if (schema[key] !== undefined && collectConstants(schema, key)) isChanged = true;
  }
  if (isChanged) draft.changed();
}

function hasMembers(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** The schema whose only value is a constant. */
function describedBy(value: unknown): OpenSchema {
  if (!hasMembers(value)) return { const: value };
  if (Array.isArray(value))
    return {
      type: "array",
      prefixItems: value.map(describedBy) as SchemaObject[],
      items: false,
      minItems: value.length,
    };
  const properties = {};
  const members = Object.entries(value as object);
  for (const [name, member] of members) define(properties, name, describedBy(member));
  return { type: "object", required: members.map(([name]) => name), properties };
}

/** Makes an enum of objects or arrays a union of constants. Its other values remain an enum. */
function separateValues(schema: OpenSchema): void {
  const { enum: values = [], ...others } = schema;
  const plain = values.filter((value) => !hasMembers(value));
  const members = values.filter(hasMembers).map(describedBy) as SchemaObject[];
  const union = { oneOf: [...members, ...(plain.length > 0 ? [{ enum: plain }] : [])] };
  const isUnion = schema.oneOf !== undefined || schema.anyOf !== undefined;
  replace(schema, isUnion ? { ...others, allOf: [...(schema.allOf ?? []), union] } : { ...others, ...union });
}

/** Returns true if there were constants. */
function collectConstants(schema: OpenSchema, key: "oneOf" | "anyOf"): boolean {
  const members = itemsOf(schema[key]).filter(isRecord) as OpenSchema[];
  const constants = members.filter(isConstant);
  const others = members.filter((member) => !isConstant(member));
  if (constants.length < 2 || members.length < itemsOf(schema[key]).length) return false;
  if (others.length === 0 && !ENUM_KEYWORDS.some((keyword) => schema[keyword] !== undefined)) {
    const { [key]: _, ...own } = schema;
    return replace(schema, { ...enumOf(constants), ...own });
  }
  if (!others.every(isPlainString)) return false;
  schema[key] = [enumOf(constants), ...others] as SchemaObject[];
  return true;
}

/** Keywords next to a union that would contradict its values. */
const ENUM_KEYWORDS = ["enum", "const", "allOf", "properties"] as const;

function isConstant(schema: OpenSchema): boolean {
  const { const: constant, enum: values, ...others } = schema;
  if (others.type === "null" && constant === undefined && values === undefined) return true;
  const isOne = constant !== undefined ? values === undefined : values?.length === 1;
  const value = constant ?? values?.[0];
  const isScalar = value === null || ["string", "number", "boolean"].includes(typeof value);
  return (
    isOne && isScalar && Object.keys(others).every((member) => member === "type" || isAnnotation(member))
  );
}

function isPlainString(schema: OpenSchema): boolean {
  return schema.type === "string" && schema.enum === undefined && schema.const === undefined;
}

/** One schema with the values of several constants. */
function enumOf(constants: readonly OpenSchema[]): OpenSchema {
  const names = {};
  const descriptions = {};
  for (const constant of constants) {
    const { title, description } = constant;
    const value = scalarOf(constant);
    const isString = typeof value === "string";
    if (title !== undefined && !isString && !Object.values(names).includes(title))
      define(names, String(value), title);
    const words = isString && title !== value && title !== description ? [title, description] : [description];
    const text = words.filter((part) => part !== undefined && part !== "").join("\n\n");
    if (text !== "") define(descriptions, String(value), text);
  }
  return {
    enum: constants.map(scalarOf),
    ...(Object.keys(names).length > 0 && { [NAMES]: names }),
    ...(Object.keys(descriptions).length > 0 && { [DESCRIPTIONS]: descriptions }),
  };
}

function scalarOf({ const: constant, enum: values }: OpenSchema): unknown {
  return constant ?? values?.[0] ?? null;
}
