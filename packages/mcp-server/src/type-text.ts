import type { Schema, Types } from "./catalogue.ts";

/** The schema that a reference stands for, with the description and the limits beside the reference. */
export function resolved(schema: Schema, types: Types, depth = 0): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...own } = schema;
  // A type that is only another name of itself accepts any value.
  const target = Object.hasOwn(types, $ref) && depth < 20 ? types[$ref] : undefined;
  return target === undefined ? own : resolved({ ...target, ...own }, types, depth + 1);
}

/** A type in a few words: "a string", "an array of TaskViewer". */
export function shortType(schema: Schema, types: Types): string {
  const { type, anyOf, enum: values } = resolved(schema, types);
  if (anyOf !== undefined) return [...new Set(anyOf.map((each) => shortType(each, types)))].join(" or ");
  if (values !== undefined) return `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
  const names = [type ?? []]
    .flat()
    .map((each) => (each === "null" ? "null" : `${/^[aio]/.test(each) ? "an" : "a"} ${each}`));
  return names.length === 0 ? "a value" : names.join(" or ");
}

/** A type as in TypeScript: `TaskViewer[]`, `"todo" | "done"`. References are names. */
export function typeText(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref;
  if (schema.format === "binary") return "file";
  if (schema.format === "bigint" || schema.format === "digits") return "integer";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeText))].join(" | ");
  if (schema.allOf !== undefined) return schema.allOf.map(typeText).join(" & ");
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return "any";
  return types.map((type) => simpleType(type, schema)).join(" | ");
}

function simpleType(type: string, schema: Schema): string {
  if (type === "array") return arrayText(schema);
  if (type !== "object") return type;
  const { properties, additionalProperties } = schema;
  if (properties !== undefined && Object.keys(properties).length > 0)
    return `{ ${Object.keys(properties).join(", ")} }`;
  return additionalProperties ? `{ [name]: ${typeText(additionalProperties)} }` : "object";
}

function arrayText({ items, prefixItems }: Schema): string {
  if (prefixItems !== undefined) return `[${prefixItems.map(typeText).join(", ")}]`;
  const item = items ? typeText(items) : "any";
  return / [|&] /.test(item) ? `(${item})[]` : `${item}[]`;
}

/** The types that a schema mentions, each once, the nearest first. */
export function mentionedTypes(schema: Schema, types: Types): readonly string[] {
  const found = new Set<string>();
  let level: readonly Schema[] = [schema];
  while (level.length > 0) {
    const names = new Set(level.flatMap(directReferences));
    const fresh = [...names].filter((name) => !found.has(name) && Object.hasOwn(types, name));
    for (const name of fresh) found.add(name);
    level = fresh.map((name) => types[name] ?? {});
  }
  return [...found];
}

function directReferences(schema: Schema): readonly string[] {
  const { $ref, properties, patternProperties, additionalProperties, items, prefixItems, anyOf, allOf } =
    schema;
  const inner = [
    ...Object.values(properties ?? {}),
    ...Object.values(patternProperties ?? {}),
    ...(additionalProperties ? [additionalProperties] : []),
    ...(items ? [items] : []),
    ...(prefixItems ?? []),
    ...(anyOf ?? []),
    ...(allOf ?? []),
  ];
  return [...($ref === undefined ? [] : [$ref]), ...inner.flatMap(directReferences)];
}
