import { nearest } from "../diagnostics/index.ts";
import { isRecord, itemsOf } from "../spec/guards.ts";
import { SCHEMA_TYPES } from "../spec/openapi-schema.ts";
import type { CheckedObject, Findings } from "./findings.ts";

/** Checks that types are valid, that enums have values, and that required properties are defined. */
export function checkSchemas(findings: Findings): void {
  for (const schema of findings.objects("schema")) {
    checkType(findings, schema);
    checkEnum(findings, schema);
    checkRequired(findings, schema);
  }
}

function checkType(findings: Findings, { value, pointer }: CheckedObject): void {
  const types = Array.isArray(value.type) ? value.type : [value.type];
  for (const type of types) {
    if (typeof type !== "string" || SCHEMA_TYPES.some((known) => known === type)) continue;
    findings.report("unknown-schema-type", { type, suggestion: nearest(type, SCHEMA_TYPES) }, [
      ...pointer,
      "type",
    ]);
  }
}

function checkEnum(findings: Findings, { value, pointer }: CheckedObject): void {
  if (!Array.isArray(value.enum)) return;
  if (value.enum.length === 0) findings.report("empty-enum", {}, [...pointer, "enum"]);
  const seen = new Set<string>();
  for (const [index, item] of value.enum.entries()) {
    const text = JSON.stringify(item);
    if (seen.has(text)) findings.report("duplicate-enum-value", { value: text }, [...pointer, "enum", index]);
    seen.add(text);
  }
}

function checkRequired(findings: Findings, { value, pointer }: CheckedObject): void {
  const { properties } = value;
  // A member of `allOf` may require a property that another member defines.
  if (!isRecord(properties) || pointer.at(-2) === "allOf" || COMBINING.some((key) => key in value)) return;
  for (const [index, property] of itemsOf(value.required).entries()) {
    if (typeof property !== "string" || Object.hasOwn(properties, property)) continue;
    const facts = { property, suggestion: nearest(property, Object.keys(properties)) };
    findings.report("unknown-required-property", facts, [...pointer, "required", index]);
  }
}

const COMBINING = ["allOf", "anyOf", "oneOf", "patternProperties"];
