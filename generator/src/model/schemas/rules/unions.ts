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

/** Known strings or any string: an enum that accepts every string. */
export const openUnion: SchemaRule = {
  name: "open union",
  matches: (schema) => isUnion(schema) && openValues(schema) !== undefined,
  build: (kit, schema, hint) =>
    enumOf(kit, schema, openValues(schema.value) ?? [], hint, { anyString: true }),
};

/** `oneOf` or `anyOf`: a union, named if a property distinguishes its members. */
export const union: SchemaRule = {
  name: "union",
  matches: isUnion,
  build: (kit, schema, hint) => {
    const discriminator = discriminatorOf(kit.context, schema);
    if (discriminator !== undefined) return discriminatedUnion(kit, schema, discriminator, hint);
    if (schema.value.discriminator !== undefined) reportUndistinguished(kit, schema);
    const variants = variantsOf(schema);
    const members = membersOf(kit, variants, hint, kit.hasName(schema.pointer));
    reportAnything(kit, variants, members);
    const isKnown = variants.some((variant) => isEnum(kit, variant));
    return unionOf(members.map((member) => (isKnown && member.kind === "string" ? BESIDE_KNOWN : member)));
  },
};

const BESIDE_KNOWN: TypeExpression = { kind: "string", besideKnown: true };

function discriminatedUnion(
  kit: TypeKit,
  { value, pointer }: Located<SchemaObject>,
  discriminator: Discriminator,
  hint: string,
): TypeExpression {
  const members = membersOf(kit, discriminator.members, hint, true).map(withoutNull);
  addConstants(kit, discriminator, members);
  const [first] = discriminator.values.flat();
  const fallback = members[discriminator.values.findIndex((own) => own.length === 0)];
  return kit.add({
    kind: "union",
    name: kit.nameOf(pointer, hint, "Union"),
    docs: documentationOf(value),
    place: pointer,
    members,
    discriminator: discriminator.property,
    ...(fallback !== undefined && { fallback }),
    ...(typeof first === "number" && { discriminatorType: "number" as const }),
    ...(typeof first === "boolean" && { discriminatorType: "boolean" as const }),
  });
}

/** The types of the members of a union. Inline members of a union with a name, or of several, are distinguished by title or number. */
function membersOf(
  kit: TypeKit,
  variants: readonly Located<Schema>[],
  hint: string,
  isNamed: boolean,
): readonly TypeExpression[] {
  const inline = variants.filter(({ value }) => typeof value === "object" && needsName(value));
  return variants.map((variant, index) => {
    const title = typeof variant.value === "object" ? variant.value.title : undefined;
    const suffix = title === undefined ? `Option${index + 1}` : pascalName(title);
    return kit.expression(variant, isNamed || inline.length > 1 ? `${hint}${suffix}` : hint);
  });
}

/** Reports a member that allows any value, and so hides the others. */
function reportAnything(
  { context }: TypeKit,
  variants: readonly Located<Schema>[],
  members: readonly TypeExpression[],
): void {
  for (const [index, { kind }] of members.entries()) {
    const isLoss = kind === "unknown" && members.some((other) => other.kind !== "unknown");
    if (isLoss) context.report("union-with-anything", {}, variants[index]?.pointer ?? []);
  }
}

function reportUndistinguished({ context }: TypeKit, { value, pointer }: Located<SchemaObject>): void {
  const property = value.discriminator?.propertyName ?? "";
  context.report("undistinguished-union", { property }, [...pointer, "discriminator"]);
}

/**
 * Finds the string property that distinguishes schemas which are a union without a name, or a single schema. Adds its values to their
 * types.
 */
export function discriminate(
  kit: TypeKit,
  schemas: readonly Located<Schema>[],
  types: readonly TypeExpression[],
): { readonly property: string; readonly values: readonly (readonly string[])[] } | undefined {
  const oneOf = schemas.map(({ value }) => value);
  const found = discriminatorOf(kit.context, { value: { oneOf }, pointer: [] }, 1);
  if (found === undefined || found.members.length !== schemas.length) return undefined;
  const values = found.values.map((own) => own.filter((value) => typeof value === "string"));
  if (values.some((own) => own.length === 0)) return undefined;
  addConstants(kit, found, types);
  return { property: found.property, values };
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
    const own = values[index] ?? [];
    if (member.kind === "reference" && own.length > 0) kit.constants.add(member.name, property, own);
  }
}
