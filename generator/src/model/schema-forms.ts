import type { SchemaObject } from "../spec/index.ts";
import type { Located, ModelContext } from "./context.ts";
import { isObjectSchema, isUnion } from "./object-shape.ts";

/**
 * Normalizes the different ways of writing the same schema: a `$ref` is alone, an `allOf` of one reference and annotations is
 * that reference, and a union is either alone or in an `allOf` with its object.
 */
export function normalForm(schema: SchemaObject): SchemaObject {
  if (schema.$ref !== undefined) {
    const { $ref, ...beside } = schema;
    return hasSubstance(beside) ? { allOf: [{ $ref }, beside] } : { $ref };
  }
  const { oneOf, anyOf, ...own } = withoutConditions(schema);
  if (oneOf === undefined && anyOf === undefined)
    return own.allOf === undefined ? own : withoutAnnotations(own);
  const unions = [...(oneOf === undefined ? [] : [{ oneOf }]), ...(anyOf === undefined ? [] : [{ anyOf }])];
  const [only, ...others] = unions;
  const { discriminator, ...object } = own;
  if (!hasSubstance({ ...object, type: undefined }) && others.length === 0) return { ...own, ...only };
  return {
    allOf: [object, ...unions.map((union) => ({ ...union, ...(discriminator && { discriminator }) }))],
  };
}

/** Whether a value may be `null`, in any of the ways to express it, also through references. */
export function allowsNull(context: ModelContext, { value, pointer }: Located<SchemaObject>): boolean {
  const seen = new Set<SchemaObject>();
  const allows = (schema: SchemaObject): boolean => {
    if (seen.has(schema)) return false;
    seen.add(schema);
    if (schema.nullable === true || schema.const === null || schema.enum?.includes(null) === true)
      return true;
    if ([schema.type ?? []].flat().includes("null")) return true;
    if (schema.$ref !== undefined) return allows(context.resolve<SchemaObject>(schema, pointer).value);
    const members = (list: SchemaObject["allOf"]) =>
      (list ?? []).filter((member) => typeof member === "object");
    if (members(schema.oneOf ?? schema.anyOf).some(allows)) return true;
    const parts = members(schema.allOf);
    return parts.some((part) => part.nullable === true) || (parts.length > 0 && parts.every(allows));
  };
  return allows(value);
}

/** Whether an inline schema becomes a named type. */
export function needsName(schema: SchemaObject): boolean {
  const isNamed =
    schema.enum !== undefined || schema.items !== undefined || isObjectSchema(schema) || isUnion(schema);
  return schema.$ref === undefined && (isNamed || schema.allOf !== undefined);
}

/** The known strings of a union that consists only of known strings and `string`. */
export function openValues(schema: SchemaObject): readonly unknown[] | undefined {
  const members = (schema.oneOf ?? schema.anyOf ?? []).filter((member) => typeof member === "object");
  const valuesOf = (member: SchemaObject) =>
    member.enum ?? (member.const === undefined ? [] : [member.const]);
  const isNull = (member: SchemaObject) => member.type === "null" || member.const === null;
  const isKnown = (member: SchemaObject) =>
    valuesOf(member).length > 0 && valuesOf(member).every((value) => typeof value === "string");
  const isAnyString = (member: SchemaObject) =>
    member.type === "string" && !isKnown(member) && member.format === undefined;
  const others = members.filter((member) => !isNull(member) && !isKnown(member));
  const isOpen = members.some(isKnown) && others.length === 1 && others.every(isAnyString);
  return isOpen ? members.filter(isKnown).flatMap(valuesOf) : undefined;
}

/** Whether a schema describes binary data: a `Blob` in a form, a string in JSON. */
export function isBinary({ type, format, contentMediaType, contentEncoding }: SchemaObject): boolean {
  const isText = [type ?? []].flat().every((each) => each === "string" || each === "null");
  return isText && (format === "binary" || (contentMediaType !== undefined && contentEncoding === undefined));
}

/** The only direction in which a value exists. `undefined` for both. */
export function oneWay(schema: SchemaObject): "request" | "response" | undefined {
  return schema.readOnly === true ? "response" : schema.writeOnly === true ? "request" : undefined;
}

/** Keywords that affect the type. All others are annotations. */
const SUBSTANCE = [
  "type",
  "const",
  "enum",
  "allOf",
  "oneOf",
  "anyOf",
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "items",
  "prefixItems",
] as const;

function hasSubstance(schema: SchemaObject | { readonly type: undefined }): boolean {
  return SUBSTANCE.some((keyword) => (schema as SchemaObject)[keyword] !== undefined);
}

/** Removes unions whose members only require properties. */
function withoutConditions(schema: SchemaObject): SchemaObject {
  const { oneOf, anyOf, ...rest } = schema;
  const isCondition = (members: SchemaObject["oneOf"]) =>
    isObjectSchema(schema) &&
    (members ?? []).every(
      (member) =>
        typeof member === "object" &&
        SUBSTANCE.every((word) => word === "required" || word === "type" || member[word] === undefined) &&
        member.$ref === undefined,
    );
  return {
    ...rest,
    ...(oneOf !== undefined && oneOf.length > 0 && !isCondition(oneOf) && { oneOf }),
    ...(anyOf !== undefined && anyOf.length > 0 && !isCondition(anyOf) && { anyOf }),
  };
}

/** An `allOf` of one reference and annotations is the reference. */
function withoutAnnotations(schema: SchemaObject): SchemaObject {
  const { allOf = [], ...own } = schema;
  const parts = allOf.filter(
    (part) => typeof part === "object" && (part.$ref !== undefined || hasSubstance(part)),
  );
  const [only] = parts;
  if (parts.length !== 1 || typeof only !== "object" || hasSubstance(own)) return schema;
  return only.$ref === undefined ? { ...own, ...only } : { $ref: only.$ref };
}
