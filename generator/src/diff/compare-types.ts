import type {
  EnumType,
  EnumValue,
  NamedType,
  ObjectType,
  PatternProperties,
  TypeExpression,
  UnionType,
} from "../api-model/index.ts";
import { compareDocs } from "./compare-docs.ts";
import { compareExpressions, expressionOf, type TypesOfBoth, textOf } from "./compare-expressions.ts";
import { compareProperties } from "./compare-properties.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";
import { matchMembers } from "./match-members.ts";
import { itemsOf, propertyOf, typeText } from "./subjects.ts";

/** Compares named types. `holder` is the property or call that uses them, if there is only one. */
export function compareTypes(
  before: NamedType,
  after: NamedType,
  holder: string | undefined,
  types: TypesOfBoth,
): Comparison {
  const spot = { subject: code(after.name), old: before.place, new: after.place };
  const held = { ...spot, subject: holder ?? spot.subject };
  return together(
    compareNames(before, after, types, spot),
    compareDocs(before.docs, after.docs, spot),
    compareMeanings(before, after, held, types),
  );
}

/** Compares the names of a type. The type of the known values of an enum has another name if another type has the usual one. */
function compareNames(before: NamedType, after: NamedType, types: TypesOfBoth, spot: Spot): Comparison {
  if (before.name !== after.name)
    return types.after.has(before.name) ? SAME : renamed(before.name, after.name, spot);
  if (before.kind !== "enum" || after.kind !== "enum" || before.known === after.known) return SAME;
  return renamed(before.known, after.known, spot);
}

function renamed(from: string, to: string, spot: Spot): Comparison {
  return found("type-renamed", { ...spot, subject: code(from) }, { to: code(to) });
}

function compareMeanings(before: NamedType, after: NamedType, spot: Spot, types: TypesOfBoth): Comparison {
  if (before.kind === "object" && after.kind === "object") {
    const isOther =
      before.name !== after.name && types.before.has(after.name) && types.after.has(before.name);
    return compareObjects(before, after, isOther ? spot.subject : code(after.name), types);
  }
  if (before.kind === "enum" && after.kind === "enum") return compareEnums(before, after, spot);
  const variants = { before: variantsOf(before), after: variantsOf(after) };
  if (variants.before !== undefined && variants.after !== undefined) {
    return compareVariants(variants.before, variants.after, types, spot);
  }
  const [old, now] = [expressionOf(before), expressionOf(after)];
  if (old !== undefined || now !== undefined) {
    const [left, right] = [old ?? referenceTo(before), now ?? referenceTo(after)];
    return compareExpressions(left, right, types, spot);
  }
  const facts = { from: kindText(before), to: kindText(after) };
  return found("type-changed", spot, facts);
}

/** @param subject The name of the type. If one type replaced another one, and both remain, that of what has them. */
function compareObjects(
  before: ObjectType,
  after: ObjectType,
  subject: string,
  types: TypesOfBoth,
): Comparison {
  const spot = { subject, old: before.place, new: after.place };
  const owner = {
    kind: "property" as const,
    ...spot,
    subjectOf: (name: string) => propertyOf(subject, name),
  };
  return together(
    compareProperties(before.properties, after.properties, owner, types),
    compareUndefined(before, after, spot),
    ...comparePatterns(before.patterns ?? [], after.patterns ?? [], types, spot),
    compareOthers(othersOf(before), othersOf(after), types, spot),
  );
}

/** Optional properties of types that requests use accept `undefined`. A type that only responses have now does not, with strict options. */
function compareUndefined(before: ObjectType, after: ObjectType, spot: Spot): Comparison {
  if (before.direction === "response" || after.direction !== "response") return SAME;
  const mayBeAbsent = (name: string) =>
    after.properties.some((property) => property.name === name && !property.required);
  const lost = before.properties.some(({ name, required }) => !required && mayBeAbsent(name));
  return lost ? found("undefined-removed", spot) : SAME;
}

/** The type of additional properties. An object without any has `never`. */
function othersOf({ additional }: ObjectType): TypeExpression | undefined {
  return additional?.kind === "never" ? undefined : additional;
}

/** Compares additional properties whose names match a pattern. */
function comparePatterns(
  before: readonly PatternProperties[],
  after: readonly PatternProperties[],
  types: TypesOfBoth,
  spot: Spot,
): readonly Comparison[] {
  const keyed = (patterns: readonly PatternProperties[]) =>
    new Map(patterns.map(({ names, type }) => [JSON.stringify(names), type]));
  const [old, now] = [keyed(before), keyed(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((key) =>
    compareOthers(old.get(key), now.get(key), types, spot),
  );
}

/** Compares additional properties. */
function compareOthers(
  before: TypeExpression | undefined,
  after: TypeExpression | undefined,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  if (before !== undefined && after !== undefined) {
    return compareExpressions(before, after, types, itemsOf(spot));
  }
  if (after !== undefined) return found("other-properties-added", spot, { to: typeText(after) });
  return before === undefined ? SAME : found("other-properties-removed", spot);
}

function compareEnums(before: EnumType, after: EnumType, spot: Spot): Comparison {
  const kept = before.values.flatMap((value) => {
    const other = after.values.find((candidate) => candidate.value === value.value);
    const place = { ...spot, old: value.place, new: other?.place ?? spot.new };
    if (other === undefined) return [found("enum-value-removed", place, { from: valueText(value) })];
    const subject = `${spot.subject} = ${valueText(value)}`;
    const keys = { from: code(value.key), to: code(other.key) };
    return [
      ...(value.key === other.key ? [] : [found("enum-key-renamed", { ...place, subject }, keys)]),
      ...(value.description === other.description ? [] : [found("docs-changed", { ...place, subject })]),
    ];
  });
  const added = after.values
    .filter(({ value }) => !before.values.some((candidate) => candidate.value === value))
    .map((value) => found("enum-value-added", { ...spot, new: value.place }, { to: valueText(value) }));
  return together(...kept, ...added, compareOpenness(before, after, spot));
}

/** True if every string is accepted. */
function compareOpenness(before: EnumType, after: EnumType, spot: Spot): Comparison {
  if (before.anyString === after.anyString) return SAME;
  const text = code("string");
  return after.anyString === true
    ? found("type-widened", spot, { to: text })
    : found("type-narrowed", spot, { from: text });
}

/** The type as a discriminated union, if it is one. */
function variantsOf(type: NamedType): UnionType | undefined {
  return type.kind === "union" && type.discriminator !== undefined ? type : undefined;
}

function compareVariants(before: UnionType, after: UnionType, types: TypesOfBoth, spot: Spot): Comparison {
  const [from, to] = [before.discriminator ?? "", after.discriminator ?? ""];
  if (from !== to) return found("discriminator-changed", spot, { from: code(from), to: code(to) });
  const constant = (type: TypeExpression, side: keyof TypesOfBoth) => constantOf(type, from, types[side]);
  const { kept, gone, came } = matchMembers(before.members, after.members, [textOf, constant]);
  return together(
    ...kept.map(([old, now]) => compareExpressions(old, now, types, spot)),
    ...gone.map((type) => found("variant-removed", spot, { from: typeText(type) })),
    ...came.map((type) => found("variant-added", spot, { to: typeText(type) })),
  );
}

/** The discriminator value of a variant, by which renamed variants match. */
function constantOf(
  type: TypeExpression,
  discriminator: string,
  types: ReadonlyMap<string, NamedType>,
): string | undefined {
  const named = type.kind === "reference" ? types.get(type.name) : undefined;
  const property =
    named?.kind === "object" ? named.properties.find(({ name }) => name === discriminator) : undefined;
  return property?.type.kind === "literal" ? JSON.stringify(property.type.value) : undefined;
}

function referenceTo({ name }: NamedType): TypeExpression {
  return { kind: "reference", name };
}

function valueText({ value }: EnumValue): string {
  return code(String(value));
}

function kindText({ kind, name }: NamedType): string {
  const words = { object: "the object", enum: "the enum", union: "the union", alias: "the type" };
  return `${words[kind]} ${code(name)}`;
}
