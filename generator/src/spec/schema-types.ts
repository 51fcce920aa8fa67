import type { SchemaObject, SchemaType } from "./openapi-schema.ts";

const NONE: readonly SchemaType[] = [];

/** The types that a schema names. Empty if it names none. */
export function schemaTypes({ type }: Pick<SchemaObject, "type">): readonly SchemaType[] {
  // Asked for every schema several times, so it makes no array that is not needed.
  if (type === undefined) return NONE;
  return typeof type === "string" ? [type] : type;
}
