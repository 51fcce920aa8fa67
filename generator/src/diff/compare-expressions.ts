import type {
  EnumType,
  MapExpression,
  NamedType,
  TupleExpression,
  TypeExpression,
} from "../api-model/index.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";
import { matchMembers } from "./match-members.ts";
import { itemsOf, typeText } from "./subjects.ts";

/** The named types of both versions. */
export interface TypesOfBoth {
  readonly before: ReadonlyMap<string, NamedType>;
  readonly after: ReadonlyMap<string, NamedType>;
}

/**
 * Compares types where they are used. If both are references, they become a pair of named types. Each pair is compared once, so
 * that recursive types terminate.
 */
export function compareExpressions(
  before: TypeExpression,
  after: TypeExpression,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  return together(
    compareNull(hasNull(before), hasNull(after), spot),
    compareMembers(membersOf(before), membersOf(after), types, spot),
  );
}

function compareNull(before: boolean, after: boolean, spot: Spot): Comparison {
  return before === after ? SAME : found(after ? "null-added" : "null-removed", spot);
}

/** Compares the members of unions, without `null`. Members of only one version were added or removed. */
function compareMembers(
  before: readonly TypeExpression[],
  after: readonly TypeExpression[],
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  const matched = matchMembers(before, after, [textOf, kindOf]);
  const { came, gone } = matched;
  const kept = matched.kept.map(([old, now]) => compareAlike(old, now, types, spot));
  const [onlyCame, ...othersCame] = came;
  const [onlyGone, ...othersGone] = gone;
  if (onlyCame !== undefined && onlyGone !== undefined && othersCame.length + othersGone.length === 0) {
    return together(...kept, compareUnlike(onlyGone, onlyCame, types, spot));
  }
  return together(
    ...kept,
    ...came.map((member) => found("type-widened", spot, { to: typeText(member) })),
    ...gone.map((member) => found("type-narrowed", spot, { from: typeText(member) })),
  );
}

/** A key by which equal expressions match. */
export function textOf(type: TypeExpression): string {
  return JSON.stringify(type);
}

/** A key by which arrays, maps and primitive types match. References and literals do not match by kind. */
function kindOf(type: TypeExpression): string | undefined {
  const { kind } = type;
  if (kind === "number") return `number ${type.int64 ?? ""}`;
  return kind === "reference" || kind === "literal" ? undefined : kind;
}

function compareAlike(
  before: TypeExpression,
  after: TypeExpression,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  if (before.kind === "reference" && after.kind === "reference") return pairOf(before.name, after.name, spot);
  if (before.kind === "array" && after.kind === "array") {
    return compareExpressions(before.items, after.items, types, itemsOf(spot));
  }
  if (before.kind === "tuple" && after.kind === "tuple") return compareTuples(before, after, types, spot);
  if (before.kind === "map" && after.kind === "map") {
    return together(
      compareKeys(before, after, types, spot),
      compareExpressions(before.values, after.values, types, itemsOf(spot)),
    );
  }
  if (before.kind === "intersection" && after.kind === "intersection") {
    return compareCombined(before, after, types, spot);
  }
  return SAME;
}

/** Compares the names of a map's properties. */
function compareKeys(
  before: MapExpression,
  after: MapExpression,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  const [old, now] = [before.keys, after.keys];
  if (old !== undefined && now !== undefined) return compareExpressions(old, now, types, itemsOf(spot));
  return old === now ? SAME : found("type-changed", spot, { from: typeText(before), to: typeText(after) });
}

/** Compares tuples item by item. If the number of items changes, so does the type. */
function compareTuples(
  before: TupleExpression,
  after: TupleExpression,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  const [old, now] = [before, after].map(({ items, rest }) => [
    ...items,
    ...(rest === undefined ? [] : [rest]),
  ]);
  const isAlike =
    before.items.length === after.items.length &&
    before.required === after.required &&
    old?.length === now?.length;
  if (!isAlike || old === undefined || now === undefined) {
    return found("type-changed", spot, { from: typeText(before), to: typeText(after) });
  }
  const unknown: TypeExpression = { kind: "unknown" };
  return together(
    ...old.map((item, index) => compareExpressions(item, now[index] ?? unknown, types, itemsOf(spot))),
  );
}

/** Compares intersections. Adding or removing a member changes the type. */
function compareCombined(
  before: Intersection,
  after: Intersection,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  if (before.members.length === after.members.length) {
    return compareMembers(before.members, after.members, types, spot);
  }
  return found("type-changed", spot, { from: typeText(before), to: typeText(after) });
}

type Intersection = Extract<TypeExpression, { readonly kind: "intersection" }>;

/** Compares types of which one replaced the other. */
function compareUnlike(
  before: TypeExpression,
  after: TypeExpression,
  types: TypesOfBoth,
  spot: Spot,
): Comparison {
  if (before.kind === "reference" && after.kind === "reference") return pairOf(before.name, after.name, spot);
  const values = compareKnownValues(before, after, types, spot);
  if (values !== undefined) return values;
  const opened = { before: meaningOf(before, types.before), after: meaningOf(after, types.after) };
  if (opened.before !== before || opened.after !== after) {
    return together(
      compareNames(before, types, spot),
      compareExpressions(opened.before, opened.after, types, spot),
    );
  }
  const facts = { from: typeText(before), to: typeText(after) };
  if (before.kind === "literal" && after.kind === "literal") return found("constant-changed", spot, facts);
  if (includes(after, before, types.after)) return found("type-widened", spot, facts);
  if (includes(before, after, types.before)) return found("type-narrowed", spot, facts);
  return found("type-changed", spot, facts);
}

/**
 * Compares a string with an enum that accepts every string: the same values, some of which are known. `undefined` if they are something
 * else, or if the constant with the known values is gone.
 */
function compareKnownValues(
  before: TypeExpression,
  after: TypeExpression,
  types: TypesOfBoth,
  spot: Spot,
): Comparison | undefined {
  const [old, now] = [openEnum(before, types.before), openEnum(after, types.after)];
  if (before.kind === "string" && now !== undefined) {
    return found("known-values-added", { ...spot, new: now.place }, { to: code(now.name) });
  }
  if (after.kind !== "string" || old === undefined || types.after.get(old.name)?.kind !== "enum")
    return undefined;
  return found("known-values-removed", { ...spot, old: old.place }, { from: code(old.name) });
}

/** An enum that accepts every string. */
function openEnum(type: TypeExpression, types: ReadonlyMap<string, NamedType>): EnumType | undefined {
  const named = type.kind === "reference" ? types.get(type.name) : undefined;
  return named?.kind === "enum" && named.anyString === true ? named : undefined;
}

function pairOf(before: string, after: string, { subject }: Spot): Comparison {
  return { findings: [], pairs: [{ before, after, holder: subject }] };
}

/** Reports a named type that was replaced by its definition. */
function compareNames(before: TypeExpression, types: TypesOfBoth, spot: Spot): Comparison {
  const named = before.kind === "reference" ? types.before.get(before.name) : undefined;
  if (named === undefined || types.after.has(named.name)) return SAME;
  return found("type-removed", { ...spot, subject: code(named.name), old: named.place });
}

/** Resolves an alias, and an intersection of types that mean the same. */
function meaningOf(type: TypeExpression, types: ReadonlyMap<string, NamedType>): TypeExpression {
  if (type.kind === "intersection") {
    const [first = type, ...others] = type.members.map((member) => meaningOf(member, types));
    return others.every((other) => textOf(other) === textOf(first)) ? first : type;
  }
  const named = type.kind === "reference" ? types.get(type.name) : undefined;
  return named === undefined ? type : (expressionOf(named) ?? type);
}

/** The expression of an alias or plain union. */
export function expressionOf(type: NamedType): TypeExpression | undefined {
  if (type.kind === "alias") return type.type;
  if (type.kind !== "union" || type.discriminator !== undefined) return undefined;
  return { kind: "union", members: type.members };
}

/** True if the wide type includes all values of the narrow type. */
function includes(
  wide: TypeExpression,
  narrow: TypeExpression,
  types: ReadonlyMap<string, NamedType>,
): boolean {
  if (wide.kind === "unknown" || narrow.kind === "never") return true;
  if (narrow.kind === "map" && narrow.values.kind === "never") return allowsNoProperties(wide, types);
  if (narrow.kind !== "literal") return false;
  if (wide.kind === "reference") {
    const named = types.get(wide.name);
    return named?.kind === "enum" && named.values.some(({ value }) => value === narrow.value);
  }
  return wide.kind === typeof narrow.value;
}

/** True if an empty object is a value of a type. */
function allowsNoProperties(type: TypeExpression, types: ReadonlyMap<string, NamedType>): boolean {
  const named = type.kind === "reference" ? types.get(type.name) : undefined;
  return named?.kind === "object" && named.properties.every(({ required }) => !required);
}

function membersOf(type: TypeExpression): readonly TypeExpression[] {
  const members = type.kind === "union" ? type.members : [type];
  return members.filter(({ kind }) => kind !== "null");
}

function hasNull(type: TypeExpression): boolean {
  return type.kind === "null" || (type.kind === "union" && type.members.some(({ kind }) => kind === "null"));
}
