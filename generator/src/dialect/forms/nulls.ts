import { isRecord, itemsOf } from "../../spec/guards.ts";
import type { Schema } from "../../spec/openapi-schema.ts";
import { type Draft, define } from "../draft/index.ts";
import { isAnnotation, type OpenSchema, schemasOf } from "./schema-nodes.ts";

/**
 * A canonical schema that allows `null` in addition to other values has `nullable: true`, and no other `null`. In a document,
 * `null` may be in `type`, `enum` and unions, in all members of an `allOf`, or in the target of a reference.
 */
export function normalizeNulls(draft: Draft): void {
  readNullsWithoutType(draft);
  const nulls = new Nulls(draft);
  const schemas = schemasOf(draft);
  const nullable = schemas.filter((schema) => nulls.allowed(schema));
  const isChanged = schemas.filter(removeNulls).length > 0;
  for (const schema of nullable) if (!isNull(schema)) schema.nullable = true;
  if (isChanged) draft.changed();
}

/**
 * A member `{ nullable: true }` of a union allows every value, but its author means `null`, even if it has a description or extensions.
 */
function readNullsWithoutType(draft: Draft): void {
  for (const found of draft.objects("schema")) {
    const { value } = found;
    if (value.nullable !== true || !saysNothingElse(value)) continue;
    const { pointer } = found;
    const [list, index] = pointer.slice(-2);
    const isMember = typeof index === "number" && (list === "anyOf" || list === "oneOf");
    if (!isMember) continue;
    draft.report("null-without-type", {}, pointer);
    define(value, "type", "null");
  }
}

function saysNothingElse({ nullable: _, ...others }: OpenSchema): boolean {
  return Object.keys(others).every(isAnnotation);
}

class Nulls {
  readonly #draft: Draft;
  readonly #known = new Map<OpenSchema, boolean>();

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** True if a value may be `null`. A cycle of references does not allow it. */
  allowed(schema: OpenSchema): boolean {
    if (mentionsNull(schema)) return true;
    if (PARTS.every((keyword) => schema[keyword] === undefined)) return false;
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    this.#known.set(schema, false);
    const allowed = this.#inParts(schema);
    this.#known.set(schema, allowed);
    return allowed;
  }

  #inParts(schema: OpenSchema): boolean {
    if (schema.$ref !== undefined) {
      const target = this.#draft.follow(schema, [])?.value;
      return target !== undefined && this.allowed(target);
    }
    const members = schema.oneOf ?? schema.anyOf;
    if (members !== undefined && objects(members).some((member) => this.allowed(member))) return true;
    if (schema.allOf === undefined) return false;
    const parts = objects(schema.allOf);
    const isMarked = parts.some((part) => part.nullable === true);
    return isMarked || (parts.length > 0 && parts.every((part) => this.allowed(part)));
  }
}

/** The keywords with other schemas, which may allow `null`. Most schemas have none. */
const PARTS = ["$ref", "oneOf", "anyOf", "allOf"] as const;

/** True if a schema allows `null` by its own keywords. */
function mentionsNull(schema: OpenSchema): boolean {
  if (schema.nullable === true || schema.const === null || schema.enum?.includes(null) === true) return true;
  return schema.type === "null" || (Array.isArray(schema.type) && schema.type.includes("null"));
}

/** Returns true if a schema was removed. */
function removeNulls(schema: OpenSchema): boolean {
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== "null");
    schema.type = types.length === 0 ? "null" : types.length === 1 ? types[0] : types;
  }
  if (Array.isArray(schema.enum)) schema.enum = unlessEmpty(schema.enum, (value) => value !== null);
  let isChanged = false;
  for (const union of ["oneOf", "anyOf"] as const) {
    const members = schema[union];
    if (!Array.isArray(members)) continue;
    const kept = unlessEmpty(members, (member) => !isNull(member));
    isChanged ||= kept.length < members.length;
    schema[union] = kept;
  }
  return isChanged;
}

/** The items that pass a test, or all items if none does. */
function unlessEmpty<T>(items: readonly T[], test: (item: T) => boolean): readonly T[] {
  const kept = items.filter(test);
  return kept.length === 0 ? items : kept;
}

/** True if a schema allows only `null`. */
function isNull(schema: unknown): boolean {
  return isRecord(schema) && (schema.type === "null" || schema.const === null);
}

function objects(schemas: readonly Schema[] | undefined): readonly OpenSchema[] {
  return itemsOf(schemas).filter(isRecord);
}
