import { union as unionOf, withoutNull } from "../../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../../api-model/type-model.ts";
import { pascalName } from "../../../names/words.ts";
import type { Schema, SchemaObject } from "../../../spec/index.ts";
import type { Located } from "../../context/context.ts";
import { type Discriminator, discriminatorOf, variantsOf } from "../reading/discriminator.ts";
import { documentationOf } from "../reading/documentation.ts";
import { isOpenEnum } from "../reading/enums.ts";
import { isUnion } from "../reading/object-shape.ts";
import { needsName, openValues } from "../reading/schema-forms.ts";
import type { SchemaRule, TypeKit } from "./kit.ts";
import { enumOf } from "./values.ts";

/** Known strings or any string: an open enum. */
export const openUnion: SchemaRule = {
  name: "open union",
  matches: (schema) => isUnion(schema) && openValues(schema) !== undefined,
  build: (kit, schema, hint) => enumOf(kit, schema, openValues(schema.value) ?? [], hint),
};

/** `oneOf` or `anyOf`: a union, named if a property distinguishes its members. */
export const union: SchemaRule = {
  name: "union",
  matches: isUnion,
  build: (kit, schema, hint) => {
    const discriminator = discriminatorOf(kit.context, schema);
    const variants = variantsOf(schema);
    const isNamed = discriminator !== undefined || kit.hasName(schema.pointer);
    const inline = variants.filter(({ value }) => typeof value === "object" && needsName(value));
    const members = variants.map((variant, index) => {
      const title = typeof variant.value === "object" ? variant.value.title : undefined;
      const suffix = title === undefined ? `Option${index + 1}` : pascalName(title);
      return kit.expression(variant, isNamed || inline.length > 1 ? `${hint}${suffix}` : hint);
    });
    if (discriminator === undefined) {
      // Enums are open anyway, so `string` next to one adds nothing.
      const isOpen = variants.some((variant) => isEnum(kit, variant));
      return unionOf(isOpen ? members.filter(({ kind }) => kind !== "string") : members);
    }
    const objects = members.filter((member) => member.kind !== "null").map(withoutNull);
    addConstants(kit, discriminator, objects);
    return kit.add({
      kind: "union",
      name: kit.nameOf(schema.pointer, hint, "Union"),
      docs: documentationOf(schema.value),
      place: schema.pointer,
      members: objects,
      discriminator: discriminator.property,
    });
  },
};

/**
 * Finds the discriminator of schemas that are a union without a name, which may have only one member. Adds its values to their types.
 */
export function discriminate(
  kit: TypeKit,
  schemas: readonly Located<Schema>[],
  types: readonly TypeExpression[],
): Discriminator | undefined {
  const oneOf = schemas.map(({ value }) => value);
  const discriminator = discriminatorOf(kit.context, { value: { oneOf }, pointer: [] }, 1);
  if (discriminator !== undefined) addConstants(kit, discriminator, types);
  return discriminator;
}

function isEnum({ context }: TypeKit, { value, pointer }: Located<Schema>): boolean {
  return typeof value === "object" && isOpenEnum(context.resolve<SchemaObject>(value, pointer));
}

function addConstants(
  kit: TypeKit,
  { property, values }: Discriminator,
  members: readonly TypeExpression[],
): void {
  for (const [index, member] of members.entries()) {
    if (member.kind === "reference") kit.constants.add(member.name, property, values[index] ?? []);
  }
}
