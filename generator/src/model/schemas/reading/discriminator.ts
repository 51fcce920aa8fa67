import { sortedEntries } from "../../../api-model/order.ts";
import type { Schema, SchemaObject } from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";
import { isUnion, type ObjectShape, objectShape } from "./object-shape.ts";

/** A value of the property that distinguishes the members of a union. */
export type DiscriminatorValue = string | number | boolean;

/** The property whose value distinguishes the members of a union, and the values of each member. */
export interface Discriminator {
  readonly property: string;
  /** The members without `null`. A member that is a union is replaced by its members. */
  readonly members: readonly Located<Schema>[];
  /** The values of each member. No two members have the same value. Empty for the member for all other values. */
  readonly values: readonly (readonly DiscriminatorValue[])[];
}

/**
 * Finds the property whose value distinguishes the members of a union: the `discriminator`, or else a required property with
 * a different constant in each member.
 *
 * @param least The minimum number of members. Default: 2, or 1 if the union names it.
 * @returns `undefined` if a member is not an object or there is no such property.
 */
export function discriminatorOf(
  context: ModelContext,
  union: Located<SchemaObject>,
  least = union.value.discriminator === undefined ? 2 : 1,
): Discriminator | undefined {
  const found = membersOf(context, union);
  const members = found.map(({ member }) => member);
  if (members.length < least) return undefined;
  const shapes = members.map((member) => shapeOf(context, member));
  if (shapes.some((shape) => shape.properties.size === 0)) return undefined;
  const named = union.value.discriminator?.propertyName;
  if (named !== undefined) {
    const values = namedValues(context, found, shapes, named);
    return values && { property: named, members, values };
  }
  for (const property of shapes[0]?.properties.keys() ?? []) {
    const values = shapes.map((shape) =>
      shape.required.has(property) ? constantOf(context, shape, property) : [],
    );
    if (areDistinct(values)) return { property, members, values };
  }
  return undefined;
}

/** The members of a union with their pointers. */
export function variantsOf({ value, pointer }: Located<SchemaObject>): readonly Located<Schema>[] {
  const key = (value.oneOf ?? []).length > 0 ? "oneOf" : "anyOf";
  const all = (value[key] ?? []).map((variant, index) => ({
    value: variant,
    pointer: [...pointer, key, index],
  }));
  const possible = all.filter((variant) => variant.value !== false);
  return possible.length === 0 ? all : possible;
}

/** A member of a union, and the mapping of the union in which it was written. */
interface Member {
  readonly member: Located<Schema>;
  readonly mapping: { readonly [value: string]: string };
  /** The member for all other values. */
  readonly fallback: string | undefined;
}

/** The maximum number of members of nested unions that are compared, besides the union's own members. */
const MAXIMUM_NESTED = 500;

/** The maximum for a union without `discriminator`. */
const MAXIMUM_NESTED_UNNAMED = 50;

/** The members of a union without `null`, with the members of nested unions in their place. Empty if there are too many. */
function membersOf(context: ModelContext, union: Located<SchemaObject>): readonly Member[] {
  const nested = union.value.discriminator === undefined ? MAXIMUM_NESTED_UNNAMED : MAXIMUM_NESTED;
  const members = new Map<Schema | string, Member>();
  const seen = new Set<SchemaObject>();
  const open = writtenMembers(union).toReversed();
  const most = open.length + nested;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer } = next.member;
    if (members.size + seen.size > most) return [];
    if (typeof value === "boolean") members.set(value, next);
    if (typeof value === "boolean" || value.type === "null") continue;
    const target = context.resolve<SchemaObject>(value, pointer);
    if (!isUnion(target.value)) members.set(value.$ref ?? value, next);
    if (!isUnion(target.value) || seen.has(target.value)) continue;
    seen.add(target.value);
    open.push(...writtenMembers(target).toReversed());
  }
  return [...members.values()];
}

function writtenMembers(union: Located<SchemaObject>): readonly Member[] {
  const { mapping = {}, defaultMapping: fallback } = union.value.discriminator ?? {};
  return variantsOf(union).map((member) => ({ member, mapping, fallback }));
}

function shapeOf(context: ModelContext, { value, pointer }: Located<Schema>): ObjectShape {
  return objectShape(
    context,
    context.resolve<SchemaObject>(typeof value === "boolean" ? {} : value, pointer),
  );
}

/**
 * The values of each member for a property that the document names: those of the mapping and the member's own constants, or else
 * those of the mapping alone, or else the constants, or else the name of the component.
 */
function namedValues(
  context: ModelContext,
  members: readonly Member[],
  shapes: readonly ObjectShape[],
  property: string,
): Discriminator["values"] | undefined {
  const parts = members.map(({ member, mapping, fallback }, index) => {
    const shape = shapes[index] ?? shapeOf(context, member);
    const reference = typeof member.value === "object" ? member.value.$ref : undefined;
    const mapped = mappedValues(mapping, reference).map((value) =>
      typedLike(value, context, shape, property),
    );
    const name = reference === undefined ? [] : [reference.slice(reference.lastIndexOf("/") + 1)];
    const isFallback = reference !== undefined && leadsTo(fallback, reference);
    return {
      mapped,
      constants: constantsOf(context, shape, property),
      name: isFallback ? [] : name,
      isFallback,
    };
  });
  const all = parts.map(({ mapped, constants, name }) =>
    firstFilled([...new Set([...mapped, ...constants])], name),
  );
  const preferred = parts.map(({ mapped, constants, name }) => firstFilled(mapped, constants, name));
  const isWhole = (values: Discriminator["values"]) =>
    areDistinct(values.filter((_, index) => !parts[index]?.isFallback));
  return [all, preferred].find(isWhole);
}

/** True if a mapping target (a reference or the name of a component) is the target of a reference. */
function leadsTo(target: string | undefined, reference: string): boolean {
  return target !== undefined && (target === reference || reference.endsWith(`/${target}`));
}

function firstFilled(...lists: readonly (readonly DiscriminatorValue[])[]): readonly DiscriminatorValue[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function areDistinct(values: Discriminator["values"]): boolean {
  const all = values.flat();
  return values.every((own) => own.length > 0) && new Set(all).size === all.length;
}

/** The only value of a property, if it has only one. */
function constantOf(context: ModelContext, shape: ObjectShape, name: string): readonly DiscriminatorValue[] {
  const values = constantsOf(context, shape, name);
  return values.length === 1 ? values : [];
}

/** The values that a property may have. Empty if it may have others. */
function constantsOf(context: ModelContext, shape: ObjectShape, name: string): readonly DiscriminatorValue[] {
  const schema = propertyOf(context, shape, name);
  const constants = schema?.const !== undefined ? [schema.const] : (schema?.enum ?? []);
  const values = constants.filter(isDiscriminatorValue);
  return values.length === constants.length ? values : [];
}

function propertyOf(context: ModelContext, shape: ObjectShape, name: string): SchemaObject | undefined {
  const property = shape.properties.get(name);
  if (property === undefined || typeof property.value === "boolean") return undefined;
  return context.resolve<SchemaObject>(property.value, property.pointer).value;
}

function isDiscriminatorValue(value: unknown): value is DiscriminatorValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The keys of the mapping that lead to a member. */
function mappedValues(mapping: Member["mapping"], reference: string | undefined): readonly string[] {
  if (reference === undefined) return [];
  return sortedEntries(mapping)
    .filter(([, target]) => leadsTo(target, reference))
    .map(([value]) => value);
}

/** A key of a mapping, which is always a string, as a value of the property. */
function typedLike(
  key: string,
  context: ModelContext,
  shape: ObjectShape,
  property: string,
): DiscriminatorValue {
  const schema = propertyOf(context, shape, property);
  const [type = typeof (schema?.const ?? schema?.enum?.[0])] = [schema?.type ?? []].flat();
  if ((type === "integer" || type === "number") && key.trim() !== "" && !Number.isNaN(Number(key))) {
    return Number(key);
  }
  return type === "boolean" && (key === "true" || key === "false") ? key === "true" : key;
}
