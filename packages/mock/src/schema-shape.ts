import { asList, asObject, isObject, type JsonObject } from "./json.js";
import { targetOf } from "./prepared-document.js";

/** The form of the values that a schema allows, as needed to split a text into parts. */
export interface Shape {
  /** `primitive` also if the schema allows several forms. */
  readonly kind: "array" | "object" | "primitive";
  /** Schemas of an object's properties, by name. */
  readonly properties: ReadonlyMap<string, unknown>;
  /** Schema of an array's items. */
  readonly items: unknown;
  /** Schema of the properties of an object that have no schema of their own. */
  readonly values: unknown;
}

/**
 * Reads the shape of a schema, through references and combinations.
 *
 * @param bundle The prepared document that the references of the schema point into.
 */
export function shapeOf(schema: unknown, bundle: JsonObject): Shape {
  const types = new Set<unknown>();
  const properties = new Map<string, unknown>();
  const seen = new Set<JsonObject>();
  let items: unknown;
  let values: unknown;
  const visit = (value: unknown): void => {
    const current = follow(value, bundle);
    if (seen.has(current)) return;
    seen.add(current);
    for (const type of [current.type].flat()) types.add(type);
    if (isObject(current.properties)) types.add("object");
    for (const [name, property] of Object.entries(asObject(current.properties)))
      properties.set(name, property);
    items ??= current.items;
    if (isObject(current.additionalProperties)) values ??= current.additionalProperties;
    for (const keyword of ["allOf", "anyOf", "oneOf"]) asList(current[keyword]).forEach(visit);
  };
  visit(schema);
  const kinds = new Set([...types].map(kindOf).filter((kind) => kind !== undefined));
  const [kind = "primitive"] = kinds;
  return { kind: kinds.size > 1 ? "primitive" : kind, properties, items, values };
}

function kindOf(type: unknown): Shape["kind"] | undefined {
  if (type === "array" || type === "object") return type;
  return type === undefined || type === "null" ? undefined : "primitive";
}

function follow(schema: unknown, bundle: JsonObject): JsonObject {
  let current = asObject(schema);
  for (let steps = 0; typeof current.$ref === "string" && steps < 100; steps += 1) {
    current = asObject(targetOf(bundle, current.$ref));
  }
  return current;
}
