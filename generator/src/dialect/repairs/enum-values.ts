import { isRecord, itemsOf } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type CheckedObject, type Draft, define } from "../draft/index.ts";

/**
 * Reads enum values as the type of their schema, and those of an array as values of its items. YAML has numbers and booleans where the author
 * meant strings, as in `type: string, enum: [1, 2]`.
 */
export function repairEnumValues(draft: Draft): void {
  draft.remove(
    draft.objects("schema").flatMap((schema) => (moveToItems(draft, schema) ? [enumOf(schema)] : [])),
  );
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

function enumOf({ pointer }: CheckedObject): Pointer {
  return [...pointer, "enum"];
}

/** Moves the `enum` of an array to its items, if they have none and no value is an array. Returns true if it must be removed. */
function moveToItems(draft: Draft, schema: CheckedObject): boolean {
  const { type, items, enum: values } = schema.value;
  const own = itemsOf(values).filter((value) => value !== null);
  const isOfItems = own.length > 0 && own.every((value) => typeof value !== "object");
  if (![type].flat().includes("array") || !isOfItems) return false;
  const hasOwn = isRecord(items) && (items.enum !== undefined || items.$ref !== undefined);
  const reading = hasOwn ? "it is ignored, since `items` says more" : "it is read as that of `items`";
  draft.report("enum-of-array", { reading }, enumOf(schema));
  if (!hasOwn) define(schema.value, "items", { ...(isRecord(items) ? items : {}), enum: own });
  return true;
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
