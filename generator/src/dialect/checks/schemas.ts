import { nearest } from "../../diagnostics/index.ts";
import { isRecord, itemsOf } from "../../spec/guards.ts";
import { SCHEMA_TYPES } from "../../spec/openapi-schema.ts";
import type { CheckedObject, Draft } from "../draft/index.ts";

/** Checks that types are valid, that enums have values, and that required properties are defined. */
export function checkSchemas(draft: Draft): void {
  for (const schema of draft.objects("schema")) {
    checkType(draft, schema);
    checkEnum(draft, schema);
    checkRequired(draft, schema);
  }
}

function checkType(draft: Draft, { value, pointer }: CheckedObject): void {
  const types = Array.isArray(value.type) ? value.type : [value.type];
  for (const type of types) {
    if (typeof type !== "string" || SCHEMA_TYPES.some((known) => known === type)) continue;
    draft.report("unknown-schema-type", { type, suggestion: nearest(type, SCHEMA_TYPES) }, [
      ...pointer,
      "type",
    ]);
  }
}

function checkEnum(draft: Draft, { value, pointer }: CheckedObject): void {
  if (!Array.isArray(value.enum)) return;
  if (value.enum.length === 0) draft.report("empty-enum", {}, [...pointer, "enum"]);
  const seen = new Set<string>();
  for (const [index, item] of value.enum.entries()) {
    const text = JSON.stringify(item);
    if (seen.has(text)) draft.report("duplicate-enum-value", { value: text }, [...pointer, "enum", index]);
    seen.add(text);
  }
}

function checkRequired(draft: Draft, { value, pointer }: CheckedObject): void {
  const { properties } = value;
  // A member of `allOf` may require a property that another member defines.
  if (!isRecord(properties) || pointer.at(-2) === "allOf" || COMBINING.some((key) => key in value)) return;
  for (const [index, property] of itemsOf(value.required).entries()) {
    if (typeof property !== "string" || Object.hasOwn(properties, property)) continue;
    const facts = { property, suggestion: nearest(property, Object.keys(properties)) };
    draft.report("unknown-required-property", facts, [...pointer, "required", index]);
  }
}

const COMBINING = ["allOf", "anyOf", "oneOf", "patternProperties"];
