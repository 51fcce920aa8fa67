import { asList, asObject, at, type Json, type JsonObject, pointerOf } from "./json.ts";

/** The property with a different constant in each member of a union, ignoring `null`. */
export function discriminatorOf(document: JsonObject, schema: JsonObject): string | undefined {
  const members = asList(schema.oneOf ?? schema.anyOf)
    .filter((member) => asObject(member).type !== "null")
    .map((member) => asObject(resolve(document, member).properties));
  const [first, ...others] = members;
  if (first === undefined || others.length === 0) return undefined;
  return Object.keys(first).find((name) => {
    const values = members.map((properties) => asObject(properties[name]).const);
    return values.every((value) => typeof value === "string") && new Set(values).size === members.length;
  });
}

/** The schema, or the target of a reference. */
export function resolve(document: JsonObject, schema: Json | undefined): JsonObject {
  const reference = asObject(schema).$ref;
  return typeof reference === "string"
    ? resolve(document, at(document, pointerOf(reference)))
    : asObject(schema);
}
