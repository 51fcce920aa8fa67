import type { DirectedSchema } from "./directed-schema.js";
import { asList, asObject, isObject } from "./json.js";
import type { SchemaChecker } from "./schema-checker.js";
import { rulesFor } from "./schema-rules.js";

/** Maximum depth of a value. */
const DEEPEST = 50;

/**
 * A value whose strings are the numbers, booleans and nulls that its schema has there. In a union, the first reading that the union
 * allows counts. What fits nowhere stays a string.
 */
export function typedValue(checker: SchemaChecker, schema: DirectedSchema, value: unknown): unknown {
  const rules = rulesFor(checker);
  const read = (own: DirectedSchema, text: unknown, depth: number): unknown => {
    if (typeof own === "boolean" || depth > DEEPEST) return text;
    const all = rules.of(own);
    const members = rules.membersOf(all);
    if (members !== undefined) {
      const readings = members.map((member) => read(member, text, depth + 1));
      return readings.find((reading) => checker.allows(own, reading)) ?? text;
    }
    const below = (child: unknown, item: unknown) => read((child ?? true) as DirectedSchema, item, depth + 1);
    if (typeof text === "string") {
      return readingsOf(text).find((reading) => checker.allows(own, reading)) ?? text;
    }
    if (Array.isArray(text)) {
      const tuple = asList(all.prefixItems);
      return text.map((item, index) => below(tuple[index] ?? all.items, item));
    }
    if (!isObject(text)) return text;
    const properties = asObject(all.properties);
    const entries = Object.entries(text).map(([name, item]) => [
      name,
      below(Object.hasOwn(properties, name) ? properties[name] : all.additionalProperties, item),
    ]);
    return Object.fromEntries(entries);
  };
  return read(schema, value, 0);
}

/** The values that a string may represent: itself, a number, a boolean. */
function readingsOf(text: string): readonly unknown[] {
  const isNumber = text.trim() !== "" && Number.isFinite(Number(text));
  return [
    text,
    ...(isNumber ? [Number(text)] : []),
    ...(text === "true" || text === "false" ? [text === "true"] : []),
    ...(text === "" || text === "null" ? [null] : []),
  ];
}
