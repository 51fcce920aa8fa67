import type { JsonValue } from "../../api-model/type-model.ts";
import type { Pointer, Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { oneWay } from "../schemas/reading/one-way.ts";
import { chooseProperties } from "./alternatives.ts";
import { isObject } from "./json-values.ts";
import { merged } from "./merged-schema.ts";
import { matchesPattern, stringFor } from "./sample-strings.ts";
import type { Fit, Sampling } from "./sampling.ts";

type Entry = readonly [name: string, value: JsonValue];

/** Maximum number of properties for `minProperties`. */
const MOST_PROPERTIES = 20;

/**
 * An object that fits: the given properties, the required ones, and others up to `minProperties`. Optional
 * properties without a valid value are removed, then properties beyond `maxProperties`.
 */
export const fitObject: Fit = (sampling, { value: schema, pointer }, value) => {
  const given = isObject(value) ? value : {};
  const { properties = {}, required = [], minProperties = 0, maxProperties } = schema;
  const { added, removed } = chooseProperties(schema, [...required, ...Object.keys(given)]);
  const mustExist = (name: string) => required.includes(name) || added.has(name);
  const known = Object.entries(properties).flatMap(([name, property]): readonly Entry[] => {
    const isGiven = Object.hasOwn(given, name);
    if (removed.has(name) || (!isGiven && !mustExist(name))) return [];
    return propertyEntry(sampling, name, located(pointer, name, property), {
      given: isGiven ? given[name] : undefined,
      isNeeded: mustExist(name),
    });
  });
  const others = Object.entries(given).flatMap(([name, own]) =>
    additionalEntry(sampling, { value: schema, pointer }, name, own),
  );
  const all = [...known, ...others];
  const missing = Math.min(minProperties - all.length, MOST_PROPERTIES);
  const more =
    missing > 0 ? moreEntries(sampling, { value: schema, pointer }, all, { count: missing, removed }) : [];
  const entries = notForbidden(sampling, { value: schema, pointer }, [...all, ...more], mustExist);
  if (maxProperties === undefined || entries.length <= maxProperties) return Object.fromEntries(entries);
  const inOrder = [
    ...entries.filter(([name]) => mustExist(name)),
    ...entries.filter(([name]) => !mustExist(name)),
  ];
  return Object.fromEntries(inOrder.slice(0, maxProperties));
};

/** Omits an optional property, or else all, if `not` forbids the object: `not: { required: [id, slug] }`. */
function notForbidden(
  sampling: Sampling,
  { value: { not }, pointer }: Located<SchemaObject>,
  entries: readonly Entry[],
  mustExist: (name: string) => boolean,
): readonly Entry[] {
  if (not === undefined) return entries;
  const isForbidden = (each: readonly Entry[]) =>
    sampling.allows({ value: not, pointer: [...pointer, "not"] }, Object.fromEntries(each));
  const optional = entries.filter(([name]) => !mustExist(name)).reverse();
  const fewer = optional.map((omitted) => entries.filter((each) => each !== omitted));
  const fewest = entries.filter(([name]) => mustExist(name));
  return [entries, ...fewer, fewest].find((each) => !isForbidden(each)) ?? entries;
}

function located(pointer: Pointer, name: string, value: Schema): Located<Schema> {
  return { value, pointer: [...pointer, "properties", name] };
}

/** A property with its value. Empty if requests do not have it, or if it is optional and has no valid value. */
function propertyEntry(
  sampling: Sampling,
  name: string,
  schema: Located<Schema>,
  { given, isNeeded }: { readonly given: JsonValue | undefined; readonly isNeeded: boolean },
): readonly Entry[] {
  if (!sampling.keepReadOnly && oneWay(sampling.context, schema.value) === "response") return [];
  const value = sampling.fit(schema, given);
  return isNeeded || sampling.allows(schema, value) ? [[name, value]] : [];
}

/** An additional property with its value. None if the object may not have it. */
function additionalEntry(
  sampling: Sampling,
  schema: Located<SchemaObject>,
  name: string,
  given: JsonValue | undefined,
): readonly Entry[] {
  if (Object.hasOwn(schema.value.properties ?? {}, name)) return [];
  const other = otherProperty(sampling, schema.value, name);
  if (other === undefined) return [];
  const place = [...schema.pointer, "additionalProperties"];
  return [[name, sampling.fit({ value: other, pointer: place }, given)]];
}

/** The schema of an additional property. `undefined` if the object may not have it. */
function otherProperty(sampling: Sampling, schema: SchemaObject, name: string): Schema | undefined {
  const { properties, patternProperties = {}, additionalProperties, propertyNames = true } = schema;
  if (!sampling.allows({ value: propertyNames, pointer: [] }, name)) return undefined;
  const pattern = Object.entries(patternProperties).find(([each]) => matchesPattern(each, name));
  if (pattern !== undefined) return pattern[1] === false ? undefined : pattern[1];
  const isClosed =
    additionalProperties === undefined && (properties ?? schema.patternProperties) !== undefined;
  return isClosed || additionalProperties === false ? undefined : (additionalProperties ?? true);
}

/** More optional properties, defined ones first, without recursive values. */
function moreEntries(
  sampling: Sampling,
  schema: Located<SchemaObject>,
  taken: readonly Entry[],
  { count, removed }: { readonly count: number; readonly removed: ReadonlySet<string> },
): readonly Entry[] {
  const free = Object.entries(schema.value.properties ?? {})
    .filter(([name]) => !removed.has(name) && !taken.some(([other]) => other === name))
    .map(([name, value]) => ({ name, schema: located(schema.pointer, name, value) }));
  const isOpen = (each: { readonly schema: Located<Schema> }) => sampling.isOpen(each.schema);
  const entries: Entry[] = [];
  for (const each of [...free.filter((each) => !isOpen(each)), ...free.filter(isOpen)]) {
    if (entries.length === count) return entries;
    const optional = { given: undefined, isNeeded: false };
    entries.push(...propertyEntry(sampling, each.name, each.schema, optional));
  }
  const names = possibleNames(sampling.context, schema.value, count).filter(
    (name) => !taken.some(([other]) => other === name),
  );
  const others = names.flatMap((name) => additionalEntry(sampling, schema, name, undefined));
  return [...entries, ...others].slice(0, count);
}

/** Names of possible additional properties. */
function possibleNames(context: ModelContext, schema: SchemaObject, count: number): readonly string[] {
  const names = typeof schema.propertyNames === "object" ? schema.propertyNames : {};
  const { enum: values = [], pattern } = merged(context, { value: names, pointer: [] });
  const patterns = [pattern ?? [], Object.keys(schema.patternProperties ?? {})].flat();
  const made = patterns.flatMap((each) =>
    Array.from({ length: count }, (_, index) => stringFor({ pattern: each }, String(index))),
  );
  const plain = Array.from({ length: count }, (_, index) => `key${index + 1}`);
  return [...new Set([...values.map(String), ...made, ...plain])];
}
