import type { Constraints } from "../../../api-model/type-model.ts";
import { type Schema, type SchemaObject, schemaTypes } from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";
import { CONDITIONS, rulesOf } from "./schema-rules.ts";

/** The number of arrays within arrays whose constraints are compared. */
const MAXIMUM_LEVELS = 20;

/** Cached constraints of reference targets, by document. */
const ofTargets = new WeakMap<ModelContext, Map<Schema, Constraints | undefined>>();

/** The constraints of a schema and its references. `undefined` if there are none. */
export function constraintsOf(context: ModelContext, schema: Located<Schema>): Constraints | undefined {
  const { value, pointer } = schema;
  if (typeof value === "boolean" || !mayHaveConstraints(value)) return undefined;
  if (!isOnlyReference(value)) return constraintsFrom(context, schema, new Set(), 0);
  const known = ofTargets.get(context) ?? new Map<Schema, Constraints | undefined>();
  ofTargets.set(context, known);
  const target = context.resolve<SchemaObject>(value, pointer);
  if (!known.has(target.value)) known.set(target.value, constraintsFrom(context, target, new Set(), 0));
  return known.get(target.value);
}

function isOnlyReference(schema: SchemaObject): boolean {
  return schema.$ref !== undefined && Object.keys(schema).length === 1;
}

function constraintsFrom(
  context: ModelContext,
  schema: Located<Schema>,
  seen: ReadonlySet<Schema>,
  level: number,
): Constraints | undefined {
  const { value: whole } = schema;
  if (typeof whole === "object" && isAlone(whole)) return notEmpty(ownConstraints(whole));
  const parts = partsOf(context, schema, seen);
  const within = new Set(seen);
  for (const { value } of parts) within.add(value);
  const items = parts
    .map(({ value, pointer }) => ({ value: value.items ?? value.additionalProperties, pointer }))
    .findLast(({ value }) => value !== undefined);
  const below =
    items?.value === undefined || level === MAXIMUM_LEVELS
      ? undefined
      : constraintsFrom(context, { ...items, value: items.value }, within, level + 1);
  const own = parts.map(({ value }) => ownConstraints(value));
  const rules = rulesOf(parts.map(({ value }) => value));
  return notEmpty(Object.assign({}, ...own, rules !== undefined && { rules }, below && { items: below }));
}

/** True if all constraints are in the schema itself and unconditional, as in most schemas. */
function isAlone(schema: SchemaObject): boolean {
  return Object.keys(schema).every((member) => !OF_OTHERS.has(member));
}

function notEmpty(constraints: Constraints): Constraints | undefined {
  return Object.keys(constraints).length > 0 ? constraints : undefined;
}

/** A schema, preceded by the schemas whose constraints it inherits. Each is visited once, so that diamonds do not multiply. */
function partsOf(
  context: ModelContext,
  schema: Located<Schema>,
  above: ReadonlySet<Schema>,
): readonly Located<SchemaObject>[] {
  const parts: Located<SchemaObject>[] = [];
  const seen = new Set(above);
  const open: (Located<Schema> & { readonly isDone?: true })[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer, isDone } = next;
    if (typeof value === "boolean") continue;
    if (isDone) parts.push({ value, pointer });
    if (isDone || seen.has(value)) continue;
    seen.add(value);
    open.push({ value, pointer, isDone: true });
    const reference = value.$ref === undefined ? [] : [{ $ref: value.$ref }];
    const inherited = [...reference, ...(value.allOf ?? []), ...besideNull(value)];
    for (const part of inherited.toReversed()) {
      if (typeof part !== "boolean") open.push(context.resolve<SchemaObject>(part, pointer));
    }
  }
  return parts;
}

/** The schema of the values other than `null`, for a union that only allows `null` in addition. */
function besideNull({ oneOf, anyOf }: SchemaObject): readonly Schema[] {
  const isNull = (member: Schema) => typeof member === "object" && member.type === "null";
  const others = (oneOf ?? anyOf ?? []).filter((member) => !isNull(member));
  return others.length === 1 ? others : [];
}

/** True if a schema has a member with constraints. Most schemas have few members, so this check is fast. */
function mayHaveConstraints(schema: SchemaObject): boolean {
  return schemaTypes(schema).includes("integer") || Object.keys(schema).some((member) => READ.has(member));
}

/** Keywords that are copied unchanged. */
const KEYWORDS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "default",
] as const;

/** Members with conditions, or with other schemas that have constraints. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  ...CONDITIONS,
  "items",
  "additionalProperties",
  "$ref",
  "allOf",
  "oneOf",
  "anyOf",
]);

/** All members with constraints. */
const READ: ReadonlySet<string> = new Set([...KEYWORDS, ...OF_OTHERS, "format", "uniqueItems"]);

function ownConstraints(schema: SchemaObject): Constraints {
  const format = schema.format ?? (schemaTypes(schema).includes("integer") ? "integer" : undefined);
  const own: Record<string, unknown> = {};
  if (format !== undefined) own.format = format;
  for (const keyword of KEYWORDS) if (schema[keyword] !== undefined) own[keyword] = schema[keyword];
  if (schema.uniqueItems === true) own.uniqueItems = true;
  return own;
}
