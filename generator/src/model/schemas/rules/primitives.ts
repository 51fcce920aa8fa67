import { union } from "../../../api-model/type-expressions.ts";
import type { Int64Type, TypeExpression } from "../../../api-model/type-model.ts";
import { type SchemaObject, type SchemaType, schemaTypes } from "../../../spec/index.ts";
import { isInt64 } from "../reading/int64.ts";
import type { SchemaRule } from "./kit.ts";

/** `type: [string, integer]`: a union with a member for each type. */
export const severalTypes: SchemaRule = {
  name: "several types",
  matches: (schema) => typesOf(schema).length > 1,
  build: (kit, { value, pointer }, hint) =>
    union(typesOf(value).map((type) => kit.expression({ value: { ...value, type }, pointer }, hint))),
};

/** A string, a number, a boolean, null, or anything. */
export const primitive: SchemaRule = {
  name: "primitive",
  matches: () => true,
  build: ({ context }, { value }) => primitiveType(typesOf(value)[0], value, context.int64),
};

/** The types of a schema without `null`. */
export function typesOf(schema: SchemaObject): readonly SchemaType[] {
  const types = schemaTypes(schema);
  return types.includes("null") ? types.filter((each) => each !== "null") : types;
}

/** The type of a schema that is neither an object nor an array. */
function primitiveType(
  type: string | undefined,
  schema: SchemaObject,
  int64: Int64Type | undefined,
): TypeExpression {
  switch (type) {
    case "string":
      return { kind: "string" };
    case "number":
    case "integer":
      return int64 !== undefined && isInt64(schema) ? { kind: "number", int64 } : { kind: "number" };
    case "boolean":
      return { kind: "boolean" };
    case "null":
      return { kind: "null" };
    default:
      return { kind: schemaTypes(schema).includes("null") ? "null" : "unknown" };
  }
}
