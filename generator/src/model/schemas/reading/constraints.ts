import type { Constraints } from "../../../api-model/type-model.ts";
import type { Schema, SchemaObject } from "../../../spec/index.ts";
import type { Located, ModelContext } from "../../context/context.ts";
import { rulesOf } from "./schema-rules.ts";

/** The number of arrays within arrays whose constraints are compared. */
const MAXIMUM_LEVELS = 20;

/** The constraints of a schema and its references. `undefined` if there are none. */
export function constraintsOf(
  context: ModelContext,
  schema: Located<Schema>,
  seen: ReadonlySet<Schema> = new Set(),
  level = 0,
): Constraints | undefined {
  const parts = partsOf(context, schema, seen);
  const within = new Set(seen);
  for (const { value } of parts) within.add(value);
  const items = parts
    .map(({ value, pointer }) => ({ value: value.items ?? value.additionalProperties, pointer }))
    .findLast(({ value }) => value !== undefined);
  const below =
    items?.value === undefined || level === MAXIMUM_LEVELS
      ? undefined
      : constraintsOf(context, { ...items, value: items.value }, within, level + 1);
  const own = parts.map(({ value }) => ownConstraints(value));
  const rules = rulesOf(parts.map(({ value }) => value));
  const constraints: Constraints = Object.assign(
    {},
    ...own,
    rules !== undefined && { rules },
    below && { items: below },
  );
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

function ownConstraints(schema: SchemaObject): Constraints {
  const isInteger = [schema.type ?? []].flat().includes("integer");
  const format = schema.format ?? (isInteger ? "integer" : undefined);
  const own = KEYWORDS.filter((keyword) => schema[keyword] !== undefined);
  return {
    ...(format !== undefined && { format }),
    ...Object.fromEntries(own.map((keyword) => [keyword, schema[keyword]])),
    ...(schema.uniqueItems === true && { uniqueItems: true as const }),
  };
}
