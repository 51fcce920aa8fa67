import { union } from "../../../api-model/type-expressions.ts";
import type { EnumValue, TypeExpression } from "../../../api-model/type-model.ts";
import type { SchemaObject } from "../../../spec/index.ts";
import type { Located } from "../../context/context.ts";

/** The values of a named open enum, or a type that needs no name. */
export type Enumeration = { readonly values: readonly EnumValue[] } | { readonly type: TypeExpression };

/**
 * Only strings or only numbers are an open enum. Mixed values are the union of their types.
 */
export function enumerationOf(
  { value: schema, pointer }: Located<SchemaObject>,
  written: readonly unknown[],
): Enumeration {
  const values = [...new Set(written)].filter((value) => value !== null);
  const [first] = values;
  if (first === undefined) return { type: { kind: "null" } };
  if (values.length === 1 && !isEnumValue(first)) return { type: constantType(first) };
  const alike = values.filter((value) => typeof value === typeof first).filter(isEnumValue);
  if (alike.length < values.length) return { type: union(values.map(widenedType)) };
  const descriptions = schema["x-enum-descriptions"] ?? {};
  return {
    values: alike.map((value): EnumValue => {
      const key = String(value);
      const description = Object.hasOwn(descriptions, key) ? descriptions[key] : undefined;
      const index = schema.enum?.indexOf(value);
      const place = index === undefined ? pointer : [...pointer, "enum", index];
      return { value, key, ...(description !== undefined && { description }), place };
    }),
  };
}

/** Whether a schema is an open enum. */
export function isOpenEnum({ value, pointer }: Located<SchemaObject>): boolean {
  return value.enum !== undefined && "values" in enumerationOf({ value, pointer }, value.enum);
}

/** The type of one value. */
export function constantType(value: unknown): TypeExpression {
  if (value === null) return { kind: "null" };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return { kind: "literal", value };
  }
  return { kind: "unknown" };
}

function isEnumValue(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** The type of a value in an enum of mixed types. It is not a literal, so that it stays open. */
function widenedType(value: unknown): TypeExpression {
  const kind = typeof value;
  return kind === "string" || kind === "number" || kind === "boolean" ? { kind } : { kind: "unknown" };
}
