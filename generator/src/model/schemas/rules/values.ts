import type { EnumType, EnumValue, TypeExpression } from "../../../api-model/type-model.ts";
import { enumHint } from "../../../hints/index.ts";
import { knownName, pascalName } from "../../../names/words.ts";
import type { SchemaObject } from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";
import { documentationOf } from "../reading/documentation.ts";
import { constantType, enumerationOf } from "../reading/enums.ts";
import { isInt64, isRounded } from "../reading/int64.ts";
import type { SchemaRule, TypeKit } from "./kit.ts";

/** `const`: a literal type. */
export const constant: SchemaRule = {
  name: "constant",
  matches: (schema, { context }) => schema.const !== undefined && !isInexactHere(context, schema),
  build: (_kit, { value }) => constantType(value.const),
};

/** `enum`: an open enum of strings and numbers, or booleans. */
export const enumeration: SchemaRule = {
  name: "enumeration",
  matches: (schema, { context }) => schema.enum !== undefined && !isInexactHere(context, schema),
  build: (kit, schema, hint) => enumOf(kit, schema, schema.value.enum ?? [], hint),
};

/** True if values are exact 64-bit integers that lost digits when the document was read. */
function isInexactHere({ int64 }: ModelContext, schema: SchemaObject): boolean {
  const values = [schema.const, ...(schema.enum ?? [])];
  return int64 !== undefined && isInt64(schema) && values.some(isRounded);
}

/** A named enum of values, or a type that needs no name. */
export function enumOf(
  kit: TypeKit,
  schema: Located<SchemaObject>,
  values: readonly unknown[],
  hint: string,
  openness: Pick<EnumType, "anyString"> = {},
): TypeExpression {
  const found = enumerationOf(schema, values);
  if ("type" in found) return found.type;
  const { pointer, value } = schema;
  const hinted = enumHint(value);
  const shared = hinted === undefined || kit.hasName(pointer) ? undefined : kit.typeNamed(pascalName(hinted));
  if (shared?.kind === "enum" && hasValues(shared, found.values))
    return { kind: "reference", name: shared.name };
  const name = kit.nameOf(pointer, hinted === undefined ? hint : pascalName(hinted), "Enum");
  const former = kit.typeNamed(name);
  const known =
    former?.kind === "enum" ? former.known : kit.context.claim("type", knownName(name), [...pointer, "enum"]);
  const docs = documentationOf(value);
  return kit.add({ kind: "enum", name, known, docs, place: pointer, values: found.values, ...openness });
}

function hasValues(type: Pick<EnumType, "values">, values: readonly EnumValue[]): boolean {
  return (
    type.values.length === values.length &&
    type.values.every(({ value }, index) => value === values[index]?.value)
  );
}
