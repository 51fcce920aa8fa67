import { itemsOf } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";

/**
 * Reads enum values as the type of their schema. YAML has numbers and booleans where the author meant strings, as in
 * `type: string, enum: [1, 2]`.
 */
export function repairEnumValues(draft: Draft): void {
  for (const found of draft.objects("schema")) {
    const { value: schema } = found;
    if (schema.enum === undefined) continue;
    const types: readonly unknown[] = [schema.type ?? []].flat();
    if (types.length === 0) continue;
    for (const [index, value] of itemsOf(schema.enum).entries()) {
      if (value === null || types.some((type) => isOfType(value, type))) continue;
      const meant = types.map((type) => readAs(value, type)).find((read) => read !== undefined);
      if (meant === undefined) continue;
      const place = [...found.pointer, "enum", index];
      const facts = {
        value: JSON.stringify(value),
        type: types.join(" or "),
        reading: JSON.stringify(meant),
      };
      draft.report("enum-value-type", facts, place);
      draft.set(place, meant);
    }
  }
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === "integer") return typeof value === "number" && Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  return typeof value === type;
}

function readAs(value: unknown, type: unknown): string | number | boolean | undefined {
  if (type === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (typeof value !== "string") return undefined;
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  if (isNumber && (type === "number" || (type === "integer" && !value.includes(".")))) return Number(value);
  return type === "boolean" && (value === "true" || value === "false") ? value === "true" : undefined;
}
