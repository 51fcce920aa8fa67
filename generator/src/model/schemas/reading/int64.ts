import { type SchemaObject, schemaTypes } from "../../../spec/index.ts";

/** True if a schema describes a 64-bit integer. Strings of that format are strings. */
export function isInt64(schema: SchemaObject): boolean {
  const { format } = schema;
  if (format !== "int64" && format !== "uint64") return false;
  return schemaTypes(schema).some((each) => each === "integer" || each === "number");
}

/** True if JavaScript rounds values that a schema of a 64-bit integer allows. */
export function isInexact(schema: SchemaObject): boolean {
  if (!isInt64(schema)) return false;
  const limits = [schema.minimum ?? schema.exclusiveMinimum, schema.maximum ?? schema.exclusiveMaximum];
  const isBounded = limits.every((limit) => typeof limit === "number" && Math.abs(limit) <= 2 ** 53);
  return !isBounded;
}

/** True if the document has a value that was rounded when it was read, so that no exact type can contain it. */
export function isRounded(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}
