import type { DirectedSchema } from "./directed-schema.js";
import { asList, asObject, isObject, type JsonObject } from "./json.js";

/**
 * Directed schemas, by the references to them, without those references that would check the same value against the same schema without
 * an end:
 *
 * - `Pet` is one of `Cat` and `Dog`, and each of them is all of `Pet`. A `Cat` has the properties of `Pet` and is no union.
 * - `Cat` is all of `Dog`, and `Dog` is all of `Cat`. One of them does not have the other.
 *
 * The rest of a schema still applies. References through properties and items stay, since their values are finite.
 */
export function withoutEndlessReferences(
  schemas: ReadonlyMap<string, DirectedSchema>,
): ReadonlyMap<string, DirectedSchema> {
  const endless = endlessReferences(schemas);
  return new Map(
    [...schemas].map(([reference, schema]) => {
      const ends = endless.get(reference);
      return [reference, ends === undefined ? schema : (without(schema, { ends, own: reference }) ?? true)];
    }),
  );
}

/** Of each schema, the references that close a cycle when the schemas are visited in depth. The others form none. */
function endlessReferences(
  schemas: ReadonlyMap<string, DirectedSchema>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const endless = new Map<string, Set<string>>();
  const seen = new Set<string>();
  for (const start of schemas.keys()) {
    // The schemas from the first one to the visited one, each with what it has not yet visited. No recursion: chains may be long.
    const path = new Map<string, string[]>();
    const enter = (reference: string) => {
      seen.add(reference);
      path.set(reference, [...referencesOf(schemas.get(reference) ?? true)]);
    };
    if (!seen.has(start)) enter(start);
    const ways: string[] = [...path.keys()];
    for (let current = ways.at(-1); current !== undefined; current = ways.at(-1)) {
      const next = path.get(current)?.pop();
      if (next === undefined) {
        path.delete(current);
        ways.pop();
      } else if (path.has(next)) {
        endless.set(current, (endless.get(current) ?? new Set()).add(next));
      } else if (!seen.has(next)) {
        enter(next);
        ways.push(next);
      }
    }
  }
  return endless;
}

/** The references whose targets apply to the same value as the schema. */
function referencesOf(schema: unknown): ReadonlySet<string> {
  if (!isObject(schema)) return new Set();
  const inner = [
    ...LISTS.flatMap((keyword) => asList(schema[keyword])),
    ...SCHEMAS.map((keyword) => schema[keyword]),
    ...Object.values(asObject(schema.dependentSchemas)),
  ];
  const own = typeof schema.$ref === "string" ? [schema.$ref] : [];
  return new Set([...own, ...inner.flatMap((each) => [...referencesOf(each)])]);
}

const UNIONS = ["anyOf", "oneOf"];
const LISTS = ["allOf", ...UNIONS];
const SCHEMAS = ["else", "if", "not", "then"];

interface Removal {
  /** The references to remove. */
  readonly ends: ReadonlySet<string>;
  /** The reference to the schema itself. Undefined in a part of `allOf`, which has to fit together with the rest. */
  readonly own: string | undefined;
}

/** The schema without some references. Undefined if nothing remains. */
function without(schema: DirectedSchema, removal: Removal): DirectedSchema | undefined {
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).flatMap(([keyword, value]) => {
    const rest = keywordWithout(keyword, value, removal);
    return rest === undefined ? [] : [[keyword, rest] as const];
  });
  return entries.length === 0 && Object.keys(schema).length > 0 ? undefined : Object.fromEntries(entries);
}

/** The value of a keyword without some references. Undefined if the keyword has to go. */
function keywordWithout(keyword: string, value: unknown, removal: Removal): unknown {
  if (keyword === "$ref") return removal.ends.has(String(value)) ? undefined : value;
  if (SCHEMAS.includes(keyword)) return without(value as DirectedSchema, removal);
  if (keyword === "allOf") return listWithout(value, { ...removal, own: undefined });
  if (UNIONS.includes(keyword)) return unionWithout(asList(value), removal);
  if (keyword !== "dependentSchemas") return value;
  return mapWithout(asObject(value), removal);
}

function listWithout(value: unknown, removal: Removal): readonly unknown[] | undefined {
  const rest = asList(value).flatMap((each) => without(each as DirectedSchema, removal) ?? []);
  return rest.length === 0 ? undefined : rest;
}

/** A union that is a member of itself keeps the others. Of any other union, it is unknown what it would allow without a member. */
function unionWithout(members: readonly unknown[], removal: Removal): readonly unknown[] | undefined {
  const others = members.filter((member) => !isObject(member) || member.$ref !== removal.own);
  const rest = listWithout(others, removal);
  return rest?.length === others.length ? rest : undefined;
}

function mapWithout(schemas: JsonObject, removal: Removal): JsonObject {
  const rest = Object.entries(schemas).map(([name, each]) => [
    name,
    without(each as DirectedSchema, removal) ?? true,
  ]);
  return Object.fromEntries(rest);
}
