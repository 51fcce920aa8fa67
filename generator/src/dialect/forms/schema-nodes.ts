import { isRecord } from "../../spec/guards.ts";
import type { SchemaObject } from "../../spec/openapi-schema.ts";
import type { Draft } from "../draft/index.ts";

/** A schema of a draft, which may be changed. */
export type OpenSchema = { -readonly [Key in keyof SchemaObject]: SchemaObject[Key] | undefined };

/** Every schema of a draft that is an object, inner schemas first. */
export function schemasOf(draft: Draft): readonly OpenSchema[] {
  const schemas = draft.content.nodes.flatMap(({ kind, value }) =>
    kind === "schema" && isRecord(value) ? [value as OpenSchema] : [],
  );
  return schemas.reverse();
}

/**
 * Replaces the members of a schema. It stays the same object, so it keeps its place.
 *
 * @returns True if the members changed.
 */
export function replace(schema: OpenSchema, members: OpenSchema): boolean {
  if (members === schema) return false;
  const open = schema as Record<string, unknown>;
  for (const key of Object.keys(open)) if (!Object.hasOwn(members, key)) delete open[key];
  Object.assign(open, members);
  return true;
}

/** True if a member of a schema does not restrict its values. */
export function isAnnotation(member: string): boolean {
  return ANNOTATIONS.has(member) || member.startsWith("x-");
}

const ANNOTATIONS: ReadonlySet<string> = new Set([
  "$comment",
  "deprecated",
  "description",
  "example",
  "title",
]);
