import { union } from "../../../api-model/type-expressions.ts";
import type { EnumValue, TypeExpression } from "../../../api-model/type-model.ts";
import type { SchemaObject } from "../../../spec/index.ts";
import type { Located } from "../../context/context.ts";

/** The values of a named open enum, or a type that needs no name. */
export type Enumeration = { readonly values: readonly EnumValue[] } | { readonly type: TypeExpression };

/**
 * Strings and numbers are an open enum, also together with booleans. There are only two booleans, so those alone are literals. Objects
 * and arrays are values of any such type.
 */
export function enumerationOf(schema: Located<SchemaObject>, written: readonly unknown[]): Enumeration {
  const values = [...new Set(written)].filter((value) => value !== null);
  if (values.length === 0) return { type: { kind: "null" } };
  if (!values.every(isScalar)) return { type: union(values.map(widenedType)) };
  if (values.every((value) => typeof value === "boolean")) {
    return { type: values.length === 2 ? { kind: "boolean" } : constantType(values[0]) };
  }
  const keys = keysOf(schema.value, values);
  const descriptionOf = textsOf(schema.value, "x-enum-descriptions");
  const { pointer } = schema;
  const indexes = new Map(
    [...(schema.value.enum ?? []).entries()].reverse().map(([at, value]) => [value, at]),
  );
  return {
    values: values.map((value, index): EnumValue => {
      const description = descriptionOf(value);
      const at = indexes.get(value);
      const place = at === undefined ? pointer : [...pointer, "enum", at];
      return { value, key: keys[index] ?? "", ...(description !== undefined && { description }), place };
    }),
  };
}

/** True if a schema is an open enum. */
export function isOpenEnum({ value, pointer }: Located<SchemaObject>): boolean {
  return value.enum !== undefined && "values" in enumerationOf({ value, pointer }, value.enum);
}

/** The type of one value. Objects and arrays have no literal type. */
export function constantType(value: unknown): TypeExpression {
  if (value === null) return { kind: "null" };
  return isScalar(value) ? { kind: "literal", value } : widenedType(value);
}

type Scalar = string | number | boolean;

/** JSON has larger numbers than JavaScript, which reads them as infinite. */
function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

/** The keys of values: their names, unless another value is the same. The numbers 1 and "1" have different keys. */
function keysOf(schema: SchemaObject, values: readonly Scalar[]): readonly string[] {
  const nameOf = textsOf(schema, "x-enum-varnames");
  const taken = new Set(values.filter((value) => typeof value === "string" && nameOf(value) === undefined));
  return values.map((value) => {
    const name = nameOf(value);
    if (name === undefined && typeof value === "string") return value;
    let key = name ?? String(value);
    while (taken.has(key)) key += "_";
    taken.add(key);
    return key;
  });
}

/** The names or descriptions of values. A union of known strings and `string` has them in its members. */
function textsOf(
  schema: SchemaObject,
  member: "x-enum-varnames" | "x-enum-descriptions",
): (value: Scalar) => string | undefined {
  const members = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].filter(
    (each) => typeof each === "object",
  );
  const texts = [schema, ...members].map((each) => each[member]).filter((each) => each !== undefined);
  return (value) => texts.find((each) => Object.hasOwn(each, String(value)))?.[String(value)];
}

/** The type of all values of a kind. */
function widenedType(value: unknown): TypeExpression {
  if (Array.isArray(value)) return { kind: "array", items: { kind: "unknown" } };
  if (typeof value === "object" && value !== null) return { kind: "map", values: { kind: "unknown" } };
  const kind = typeof value;
  return kind === "string" || kind === "number" || kind === "boolean" ? { kind } : { kind: "unknown" };
}
