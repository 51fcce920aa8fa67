import { sortedEntries } from "../../api-model/order.ts";
import type { Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { objectShape } from "./object-shape.ts";

/** The property that distinguishes the members of a union, and the values of each member. */
export interface Discriminator {
  readonly property: string;
  /** In the order of the members of the union, without `null`. */
  readonly values: readonly (readonly string[])[];
}

/**
 * Finds the property whose value distinguishes the members of a union: the `discriminator`, or else a required property with
 * a different constant in each member.
 *
 * @param least The minimum number of members for which a discriminator is looked for. Default: 2.
 * @returns `undefined` if a member is not an object or there is no such property.
 */
export function discriminatorOf(
  context: ModelContext,
  union: Located<SchemaObject>,
  least = 2,
): Discriminator | undefined {
  const variants = variantsOf(union).filter(
    ({ value }) => typeof value !== "object" || value.type !== "null",
  );
  const shapes = variants.map((variant) => shapeOf(context, variant));
  if (variants.length < least || shapes.some((shape) => shape.properties.size === 0)) return undefined;
  const named = union.value.discriminator?.propertyName;
  const candidates = named === undefined ? [...(shapes[0]?.properties.keys() ?? [])] : [named];
  for (const property of candidates) {
    const values = shapes.map((shape, index) => {
      const written = constantsOf(context, shape, property, named !== undefined);
      return written.length > 0 || named === undefined ? written : mappedValues(union, variants[index]);
    });
    const all = values.flat();
    const isWhole = values.every((own, index) => own.length > 0 || isDefault(union, variants[index]));
    if (isWhole && new Set(all).size === all.length) return { property, values };
  }
  return undefined;
}

/** The members of a union with their pointers. */
export function variantsOf({ value, pointer }: Located<SchemaObject>): readonly Located<Schema>[] {
  const key = (value.oneOf ?? []).length > 0 ? "oneOf" : "anyOf";
  return (value[key] ?? []).map((variant, index) => ({ value: variant, pointer: [...pointer, key, index] }));
}

function shapeOf(context: ModelContext, variant: Located<Schema>) {
  const schema = typeof variant.value === "boolean" ? {} : variant.value;
  return objectShape(context, context.resolve<SchemaObject>(schema, variant.pointer));
}

/** The constant of a property. A `discriminator` may also have several values, or be optional. */
function constantsOf(
  context: ModelContext,
  shape: ReturnType<typeof shapeOf>,
  name: string,
  isNamed: boolean,
): readonly string[] {
  const property = shape.properties.get(name);
  if (property === undefined || typeof property.value === "boolean") return [];
  if (!isNamed && !shape.required.has(name)) return [];
  const { value } = context.resolve<SchemaObject>(property.value, property.pointer);
  const constants = value.const !== undefined ? [value.const] : (value.enum ?? []);
  const texts = constants.filter((constant) => typeof constant === "string");
  return texts.length === constants.length && (isNamed || texts.length === 1) ? texts : [];
}

/** Whether a member is for all values that no other member has. */
function isDefault({ value }: Located<SchemaObject>, variant: Located<Schema> | undefined): boolean {
  const target = value.discriminator?.defaultMapping;
  const reference = typeof variant?.value === "object" ? variant.value.$ref : undefined;
  return target !== undefined && (target === reference || reference?.endsWith(`/${target}`) === true);
}

/** The values for a member: those of the mapping, or else the name of the component. None if it is for all other values. */
function mappedValues(union: Located<SchemaObject>, variant: Located<Schema> | undefined): readonly string[] {
  const reference = typeof variant?.value === "object" ? variant.value.$ref : undefined;
  if (reference === undefined) return [];
  const mapping = sortedEntries(union.value.discriminator?.mapping ?? {});
  const mapped = mapping.filter(([, target]) => target === reference || reference.endsWith(`/${target}`));
  if (mapped.length > 0) return mapped.map(([value]) => value);
  if (isDefault(union, variant)) return [];
  return [reference.slice(reference.lastIndexOf("/") + 1)];
}
