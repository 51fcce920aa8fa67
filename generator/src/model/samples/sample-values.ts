import type { JsonValue } from "../../api-model/type-model.ts";
import { formatPointer, type Schema, type SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { oneWay } from "../schemas/reading/one-way.ts";
import { chooseProperties } from "./alternatives.ts";
import { isEqual, isObject } from "./json-values.ts";
import { merged } from "./merged-schema.ts";
import { fitsNumber, numberFor } from "./sample-numbers.ts";
import { fitsString, stringFor } from "./sample-strings.ts";
import { exclusiveValue, typedMembers } from "./union-members.ts";

/** The state of a sample that is being created. */
interface Progress {
  readonly context: ModelContext;
  /** Whether properties that only responses have are kept. */
  readonly keepReadOnly: boolean;
  /** Recursive unions would take very long. */
  steps: number;
  /** The results for objects and arrays that were given: the members of unions meet them again and again. */
  readonly known: Map<Schema, Map<JsonValue, JsonValue>>;
}

/** The steps for each property of the outermost object, so that a recursive one leaves enough for the others. */
const MOST_STEPS = 5_000;
const DEEPEST = 20;

/**
 * A value that the schema allows in a request, as close to the given one as possible: valid parts are kept, invalid ones replaced,
 * required properties added, and properties that the type does not have removed.
 */
export function fitted(
  context: ModelContext,
  schema: Located<Schema>,
  value: JsonValue | undefined,
): JsonValue {
  return fit({ context, keepReadOnly: false, steps: MOST_STEPS, known: new Map() }, schema, value, 0);
}

/** Whether the schema and its type allow a value. Properties that only responses have are ignored. */
export function isFitting(context: ModelContext, schema: Located<Schema>, value: JsonValue): boolean {
  const progress = { context, keepReadOnly: true, steps: MOST_STEPS, known: new Map() };
  return isEqual(fit(progress, schema, value, 0), value);
}

function fit(
  progress: Progress,
  schema: Located<Schema>,
  value: JsonValue | undefined,
  depth: number,
): JsonValue {
  if (typeof value !== "object" || value === null) return fitAnew(progress, schema, value, depth);
  const known = progress.known.get(schema.value) ?? new Map<JsonValue, JsonValue>();
  progress.known.set(schema.value, known);
  const result = known.get(value) ?? fitAnew(progress, schema, value, depth);
  known.set(value, result);
  return result;
}

function fitAnew(
  progress: Progress,
  { value: written, pointer }: Located<Schema>,
  value: JsonValue | undefined,
  depth: number,
): JsonValue {
  progress.steps--;
  // Without a value, only what is required is made, which needs few steps.
  const isLate = progress.steps < (value === undefined ? -MOST_STEPS : 0);
  if (typeof written === "boolean" || depth > DEEPEST || isLate) return value === undefined ? "value" : value;
  const schema = merged(progress.context, { value: written, pointer });
  if (schema.const !== undefined) return schema.const as JsonValue;
  if (value === null && allowsNull(schema)) return null;
  if (schema.enum !== undefined && schema.enum.length > 0) return enumValue(schema.enum, value);
  const members = schema.oneOf ?? schema.anyOf;
  if (members !== undefined && members.length > 0) {
    return fitMember(progress, { value: schema, pointer }, members, value, depth);
  }
  switch (typeFor(schema, value)) {
    case "object":
      return fitObject(progress, { value: schema, pointer }, value, depth);
    case "array":
      return fitArray(progress, { value: schema, pointer }, value, depth);
    case "string":
      return typeof value === "string" && fitsString(schema, value)
        ? value
        : stringFor(schema, formatPointer(pointer));
    case "integer":
    case "number":
      return typeof value === "number" && fitsNumber(schema, value) ? value : numberFor(schema);
    case "boolean":
      return typeof value === "boolean" ? value : true;
    case "null":
      return null;
    default:
      return value ?? "value";
  }
}

/** The first member of a union that allows the value, or else a value of the first that is not null. */
function fitMember(
  progress: Progress,
  { value: schema, pointer }: Located<SchemaObject>,
  members: readonly Schema[],
  value: JsonValue | undefined,
  depth: number,
): JsonValue {
  const { oneOf: _, anyOf: __, ...own } = schema;
  const tried = typedMembers(progress.context, { value: schema, pointer }, members).map((member) => {
    const made = fitDiscriminated(progress, schema, member, value, depth);
    const base =
      own.properties === undefined ? {} : fitObject(progress, { value: own, pointer }, value, depth);
    return { member, made, whole: isObject(made) && isObject(base) ? { ...base, ...made } : made };
  });
  const chosen =
    tried.find(({ made }) => value !== undefined && isEqual(made, value)) ??
    tried.find(({ made }) => made !== null) ??
    tried[0];
  if (schema.oneOf === undefined || schema.discriminator !== undefined) return chosen?.whole ?? null;
  const inOrder = [...(chosen === undefined ? [] : [chosen]), ...tried.filter(({ made }) => made !== null)];
  const exclusive = inOrder.map(({ member, whole }) =>
    exclusiveValue(progress.context, schema, member.value, whole),
  );
  return exclusive.find((each) => each !== undefined) ?? chosen?.whole ?? null;
}

/** A value of a member, with its value of the discriminator. */
function fitDiscriminated(
  progress: Progress,
  { discriminator }: SchemaObject,
  member: Located<Schema>,
  value: JsonValue | undefined,
  depth: number,
): JsonValue {
  const made = fit(progress, member, value, depth + 1);
  const reference = typeof member.value === "object" ? member.value.$ref : undefined;
  if (discriminator === undefined || reference === undefined || !isObject(made)) return made;
  const { propertyName, mapping = {} } = discriminator;
  const name = reference.split("/").at(-1) ?? "";
  const schema = merged(progress.context, member as Located<SchemaObject>);
  const property = schema.properties?.[propertyName];
  const mapped = Object.entries(mapping).find(([, to]) => to === reference || to === name)?.[0];
  // The type has the property, even if the schema does not define it.
  if (property === undefined && schema.additionalProperties !== false) {
    return { ...made, [propertyName]: mapped ?? name };
  }
  if (typeof property !== "object") return made;
  const target = merged(progress.context, { value: property, pointer: member.pointer });
  const isKnown = target.const !== undefined || target.enum !== undefined;
  if (mapped === undefined && isKnown) return made;
  const isNumber = target.type === "integer" || target.type === "number";
  return { ...made, [propertyName]: isNumber ? Number(mapped ?? name) : (mapped ?? name) };
}

function fitObject(
  progress: Progress,
  { value: schema, pointer }: Located<SchemaObject>,
  value: JsonValue | undefined,
  depth: number,
): JsonValue {
  const given = isObject(value) ? value : {};
  const { properties = {}, required = [] } = schema;
  const { added, removed } = chooseProperties(schema, [...required, ...Object.keys(given)]);
  const known = Object.entries(properties).flatMap(([name, property]) => {
    const isGiven = Object.hasOwn(given, name);
    if (removed.has(name) || (!isGiven && !required.includes(name) && !added.has(name))) return [];
    const place = [...pointer, "properties", name];
    if (!progress.keepReadOnly && oneWay(progress.context, property) === "response") return [];
    const own = isGiven ? given[name] : undefined;
    if (depth === 0) progress.steps = MOST_STEPS;
    return [[name, fit(progress, { value: property, pointer: place }, own, depth + 1)] as const];
  });
  const place = [...pointer, "additionalProperties"];
  const extra = (name: string, own: JsonValue | undefined) => {
    const other = Object.hasOwn(properties, name) ? undefined : otherProperty(progress.context, schema, name);
    if (other === undefined) return [];
    return [[name, fit(progress, { value: other, pointer: place }, own, depth + 1)] as const];
  };
  const others = Object.entries(given).flatMap(([name, other]) => extra(name, other));
  const missing = Math.max(0, Math.min((schema.minProperties ?? 0) - known.length - others.length, 20));
  const more = possibleNames(progress.context, schema, missing).flatMap((name) => extra(name, undefined));
  const all = [...known, ...others, ...more.slice(0, missing)];
  const mustExist = ([name]: readonly [string, JsonValue]) => required.includes(name) || added.has(name);
  const inOrder = [...all.filter(mustExist), ...all.filter((entry) => !mustExist(entry))];
  return Object.fromEntries(
    all.length > (schema.maxProperties ?? all.length) ? inOrder.slice(0, schema.maxProperties) : all,
  );
}

/** The schema of an additional property. `undefined` if the object may not have it. */
function otherProperty(context: ModelContext, schema: SchemaObject, name: string): Schema | undefined {
  const { properties, patternProperties, additionalProperties, propertyNames } = schema;
  if (propertyNames !== undefined && !isFitting(context, { value: propertyNames, pointer: [] }, name))
    return undefined;
  const pattern = Object.entries(patternProperties ?? {}).find(([each]) =>
    fitsString({ pattern: each }, name),
  );
  if (pattern !== undefined) return pattern[1];
  const isClosed = additionalProperties === undefined && (properties ?? patternProperties) !== undefined;
  return isClosed || additionalProperties === false ? undefined : (additionalProperties ?? true);
}

/** Names that an object may have in addition. */
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

function fitArray(
  progress: Progress,
  { value: schema, pointer }: Located<SchemaObject>,
  value: JsonValue | undefined,
  depth: number,
): JsonValue {
  const { items = true, prefixItems = [], minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const given: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const most = items === false ? Math.min(maxItems, prefixItems.length) : maxItems;
  const length = Math.min(Math.max(given.length, Math.min(minItems, 100), prefixItems.length), most);
  const made = Array.from({ length }, (_, index) => {
    const own = prefixItems[index] ?? items;
    // The place varies the string.
    const place = [...pointer, "items", ...(index < given.length ? [] : [index])];
    return fit(progress, { value: own, pointer: place }, given[index], depth + 1);
  });
  return schema.uniqueItems === true ? distinct(progress, { value: items, pointer }, made, depth) : made;
}

/** Items that differ: a repeated one is varied if the schema allows that, or else left out. */
function distinct(
  progress: Progress,
  schema: Located<Schema>,
  items: readonly JsonValue[],
  depth: number,
): readonly JsonValue[] {
  const taken: JsonValue[] = [];
  const isNew = (value: JsonValue) => !taken.some((other) => isEqual(other, value));
  for (const item of items) {
    const variants = isNew(item) ? [item] : variantsOf(item);
    const next = variants.find(
      (value) => isNew(value) && isEqual(fit(progress, schema, value, depth + 1), value),
    );
    if (next !== undefined) taken.push(next);
  }
  return taken;
}

/** Values like another one, of the same length. */
function variantsOf(value: JsonValue): readonly JsonValue[] {
  const all = "abcdefghijklmnopqrstuvwxyz0123456789".split("");
  if (typeof value === "string") return all.map((letter) => value.slice(0, -1) + letter);
  if (typeof value === "number") return all.map((_, index) => value + index + 1);
  return typeof value === "boolean" ? [!value] : [];
}

function enumValue(values: readonly unknown[], value: JsonValue | undefined): JsonValue {
  const all = values as readonly JsonValue[];
  const isIn = value !== undefined && all.some((each) => isEqual(each, value));
  return isIn ? value : (all.find((each) => each !== null) ?? null);
}

function typeFor(schema: SchemaObject, value: JsonValue | undefined): string | undefined {
  const types: readonly string[] = [schema.type ?? []].flat();
  if (types.length === 0) {
    if (schema.properties !== undefined || schema.additionalProperties !== undefined) return "object";
    if ((schema.items ?? schema.prefixItems) !== undefined) return "array";
    return schema.pattern === undefined ? undefined : "string";
  }
  return types.find((type) => isOfType(type, value)) ?? types.find((type) => type !== "null") ?? "null";
}

function isOfType(type: string, value: JsonValue | undefined): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  return typeof value === type || (typeof value === "number" && type === "integer");
}

function allowsNull(schema: SchemaObject): boolean {
  return schema.nullable === true || [schema.type ?? []].flat().includes("null");
}
