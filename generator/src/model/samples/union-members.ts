import type { JsonValue } from "../../api-model/type-model.ts";
import type { Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { isOpenEnum } from "../schemas/reading/enums.ts";
import { accepts } from "./acceptance.ts";
import { isObject } from "./json-values.ts";
import { merged } from "./merged-schema.ts";

/**
 * The members of a union whose values its type has. The type of an enum next to any string is the enum, because enums are open.
 */
export function typedMembers(
  context: ModelContext,
  { pointer }: Located<SchemaObject>,
  members: readonly Schema[],
): readonly Located<Schema>[] {
  const all = members.map((value): Located<Schema> => ({ value, pointer }));
  const isOpen = all.some(
    ({ value }) => typeof value === "object" && isOpenEnum(context.resolve<SchemaObject>(value, pointer)),
  );
  return isOpen ? all.filter((member) => !isAnyString(context, member)) : all;
}

function isAnyString(context: ModelContext, { value, pointer }: Located<Schema>): boolean {
  if (typeof value === "boolean") return false;
  const { type, enum: values, const: constant } = merged(context, { value, pointer });
  return [type].flat().includes("string") && values === undefined && constant === undefined;
}

/**
 * A value of one member of `oneOf` that no other member allows: the value itself, or without optional properties that another member
 * requires. `undefined` if there is none.
 *
 * @param own The schema with the `oneOf`.
 */
export function exclusiveValue(
  context: ModelContext,
  own: SchemaObject,
  member: Schema,
  value: JsonValue,
): JsonValue | undefined {
  const at = (schema: Schema): Located<Schema> => ({ value: schema, pointer: [] });
  const requiredBy = (schema: Schema) =>
    typeof schema === "boolean" ? [] : (merged(context, { value: schema, pointer: [] }).required ?? []);
  const needed = new Set([...(own.required ?? []), ...requiredBy(member)]);
  let result = value;
  for (const other of (own.oneOf ?? []).filter((each) => each !== member)) {
    if (!accepts(context, at(other), result)) continue;
    const removed = requiredBy(other).find((name) => !needed.has(name));
    if (removed === undefined || !isObject(result)) return undefined;
    const { [removed]: _, ...rest } = result;
    result = rest;
  }
  return accepts(context, at(member), result) ? result : undefined;
}
