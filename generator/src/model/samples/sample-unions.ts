import type { JsonValue } from "../../api-model/type-model.ts";
import type { Schema, SchemaObject } from "../../spec/index.ts";
import type { Located } from "../context/context.ts";
import { isEqual, isObject } from "./json-values.ts";
import { merged } from "./merged-schema.ts";
import { fitObject } from "./sample-objects.ts";
import type { Fit, Sampling } from "./sampling.ts";
import { variantsOf } from "./variants.ts";

/** A value of a member. */
interface Candidate {
  readonly member: Located<Schema>;
  readonly made: JsonValue;
  /** The value with the properties that the schema defines outside the union. */
  readonly whole: JsonValue;
}

/**
 * The given value if a member allows it, or else a value of the first member that is not null. If exactly one member must allow it,
 * another value that only one allows, if there is one. Without a value, members under construction come last.
 */
export const fitUnion: Fit = (sampling, { value: schema, pointer }, value) => {
  const { oneOf, anyOf, ...own } = schema;
  const base = own.properties === undefined ? {} : fitObject(sampling, { value: own, pointer }, value);
  const members = (oneOf ?? anyOf ?? []).map((each) => ({ value: each, pointer }));
  const made = new Map<Located<Schema>, Candidate>();
  const candidate = (member: Located<Schema>): Candidate => {
    const known = made.get(member) ?? candidateOf(sampling, schema, member, { base, value });
    made.set(member, known);
    return known;
  };
  const isOpen = (member: Located<Schema>) => sampling.isOpen(member);
  const order =
    value === undefined
      ? [...members.filter((member) => !isOpen(member)), ...members.filter(isOpen)]
      : members;
  const chosen =
    (value === undefined ? undefined : members.find((member) => isEqual(candidate(member).made, value))) ??
    order.find((member) => candidate(member).made !== null) ??
    members[0];
  if (chosen === undefined) return null;
  const { whole } = candidate(chosen);
  if (oneOf === undefined || schema.discriminator !== undefined) return whole;
  const union = { value: schema, pointer };
  if (whole !== null && sampling.allows(union, whole)) return whole;
  const exclusive = exclusiveValue(sampling, union, [chosen, ...members].map(candidate));
  return exclusive === undefined ? whole : exclusive;
};

function candidateOf(
  sampling: Sampling,
  schema: SchemaObject,
  member: Located<Schema>,
  { base, value }: { readonly base: JsonValue; readonly value: JsonValue | undefined },
): Candidate {
  const made = fitDiscriminated(sampling, schema, member, value);
  if (!isObject(made) || !isObject(base)) return { member, made, whole: made };
  const defined = merged(sampling.context, member as Located<SchemaObject>).properties ?? {};
  // The schema around the union may define what the member allows as an additional property.
  const own = Object.entries(made).filter(
    ([name]) => Object.hasOwn(defined, name) || !Object.hasOwn(base, name),
  );
  return { member, made, whole: { ...base, ...Object.fromEntries(own) } };
}

/** The first value that exactly one member allows: a candidate, a variation of one, or null. */
function exclusiveValue(
  sampling: Sampling,
  schema: Located<SchemaObject>,
  candidates: readonly Candidate[],
): JsonValue | undefined {
  const isExclusive = (value: JsonValue) => sampling.allows(schema, value);
  const own = candidates.filter(({ made }) => made !== null);
  const values = [
    ...own.map(({ whole }) => whole),
    ...own.map(({ member, whole }) => withoutOthers(sampling, schema.value, member.value, whole)),
    ...own.map(({ member }) => sampling.fit(member, undefined)),
    ...own.flatMap(({ whole }) => [
      ...variantsOf(whole),
      ...(typeof whole === "number" ? [whole + 0.5] : []),
    ]),
    null,
  ];
  return values.find(isExclusive);
}

/** An object without the optional properties that other members require. */
function withoutOthers(
  { context }: Sampling,
  { oneOf = [], required = [] }: SchemaObject,
  member: Schema,
  value: JsonValue,
): JsonValue {
  if (!isObject(value)) return value;
  const requiredBy = (schema: Schema) =>
    typeof schema === "boolean" ? [] : (merged(context, { value: schema, pointer: [] }).required ?? []);
  const needed = new Set([...required, ...requiredBy(member)]);
  const removed = oneOf
    .filter((other) => other !== member)
    .flatMap((other) => requiredBy(other).find((name) => !needed.has(name)) ?? []);
  return Object.fromEntries(Object.entries(value).filter(([name]) => !removed.includes(name)));
}

/** A value of a member, with its value of the discriminator. */
function fitDiscriminated(
  sampling: Sampling,
  { discriminator }: SchemaObject,
  member: Located<Schema>,
  value: JsonValue | undefined,
): JsonValue {
  const made = sampling.fit(member, value);
  const reference = typeof member.value === "object" ? member.value.$ref : undefined;
  if (discriminator === undefined || reference === undefined || !isObject(made)) return made;
  const { propertyName, mapping = {} } = discriminator;
  const name = reference.split("/").at(-1) ?? "";
  const schema = merged(sampling.context, member as Located<SchemaObject>);
  const property = schema.properties?.[propertyName];
  const mapped = Object.entries(mapping).find(([, to]) => to === reference || to === name)?.[0];
  // The type has the property, even if the schema does not define it.
  if (property === undefined && schema.additionalProperties !== false) {
    return { ...made, [propertyName]: mapped ?? name };
  }
  if (typeof property !== "object") return made;
  const target = merged(sampling.context, { value: property, pointer: member.pointer });
  const isKnown = target.const !== undefined || target.enum !== undefined;
  if (mapped === undefined && isKnown) return made;
  const isNumber = target.type === "integer" || target.type === "number";
  return { ...made, [propertyName]: isNumber ? Number(mapped ?? name) : (mapped ?? name) };
}
