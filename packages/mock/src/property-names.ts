import { asList, asObject, isObject, type JsonObject } from "./json.js";

/** Finds the schema that a reference points to. Undefined if there is none. */
export type Resolve = (reference: string) => unknown;

/** The properties of a schema, through references and `allOf`, that have a flag: `readOnly` or `writeOnly`. */
export function flaggedNames(
  schema: JsonObject,
  flag: "readOnly" | "writeOnly",
  resolve: Resolve,
): readonly string[] {
  const isFlagged = (property: unknown) => {
    const { [flag]: own, $ref: reference } = asObject(property);
    return own === true || (typeof reference === "string" && asObject(resolve(reference))[flag] === true);
  };
  return partsOf(schema, resolve).flatMap((part) =>
    Object.entries(asObject(part.properties)).flatMap(([name, own]) => (isFlagged(own) ? [name] : [])),
  );
}

/** The properties that a schema defines, through references and `allOf`. Undefined if it may have others, or defines none. */
export function definedNames(schema: JsonObject, resolve: Resolve): ReadonlySet<string> | undefined {
  const parts = partsOf(schema, resolve);
  const isOpen = parts.some((part) => COMBINING.some((keyword) => part[keyword] !== undefined));
  const names = parts.flatMap(({ properties }) => Object.keys(asObject(properties)));
  return isOpen || names.length === 0 ? undefined : new Set(names);
}

const COMBINING = ["anyOf", "oneOf", "patternProperties"];

/** A schema, the target of its reference, and the members of its `allOf`, each once. */
function partsOf(schema: JsonObject, resolve: Resolve, seen = new Set<JsonObject>()): readonly JsonObject[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const target = typeof schema.$ref === "string" ? [resolve(schema.$ref)] : [];
  const others = [...target, ...asList(schema.allOf)].filter(isObject);
  return [schema, ...others.flatMap((part) => partsOf(part, resolve, seen))];
}
