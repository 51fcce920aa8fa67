import { type SchemaObject, schemaTypes } from "../../../spec/index.ts";
import { isObjectSchema, isUnion } from "./object-shape.ts";

/** True if an inline schema becomes a named type. */
export function needsName(schema: SchemaObject): boolean {
  const isNamed =
    schema.enum !== undefined ||
    (schema.items ?? schema.prefixItems) !== undefined ||
    isObjectSchema(schema) ||
    isUnion(schema);
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

/** True if a schema describes binary data: a `Blob` in a form, a string in JSON. */
export function isBinary(schema: SchemaObject): boolean {
  const { format, contentMediaType, contentEncoding } = schema;
  const isText = schemaTypes(schema).every((each) => each === "string" || each === "null");
  return isText && (format === "binary" || (contentMediaType !== undefined && contentEncoding === undefined));
}
