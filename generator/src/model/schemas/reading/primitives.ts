import type { TypeExpression } from "../../../api-model/type-model.ts";
import type { SchemaObject } from "../../../spec/index.ts";

/** The type of a schema that is neither an object nor an array. */
export function primitiveType(type: string | undefined, schema: SchemaObject): TypeExpression {
  switch (type) {
    case "string":
      return { kind: "string" };
    case "number":
    case "integer":
      return { kind: "number" };
    case "boolean":
      return { kind: "boolean" };
    case "null":
      return { kind: "null" };
    default:
      return { kind: [schema.type ?? []].flat().includes("null") ? "null" : "unknown" };
  }
}
