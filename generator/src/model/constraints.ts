import type { Schema, SchemaObject } from "../spec/index.ts";
import type { Located, ModelContext } from "./context.ts";
import type { Constraints } from "./type-model.ts";

/** The constraints of a schema and its references. `undefined` if there are none. */
export function constraintsOf(
  context: ModelContext,
  schema: Located<Schema>,
  seen: ReadonlySet<Schema> = new Set(),
): Constraints | undefined {
  if (typeof schema.value === "boolean" || seen.has(schema.value)) return undefined;
  const { value, pointer } = schema;
  const within = new Set([...seen, value]);
  const reference = value.$ref === undefined ? [] : [{ $ref: value.$ref }];
  const parts = [...reference, ...(value.allOf ?? []), ...besideNull(value)];
  const inherited = parts.map((part) =>
    typeof part === "boolean"
      ? undefined
      : constraintsOf(context, context.resolve<SchemaObject>(part, pointer), within),
  );
  const below = value.items ?? value.additionalProperties;
  const items = below === undefined ? undefined : constraintsOf(context, { value: below, pointer }, within);
  const constraints: Constraints = Object.assign({}, ...inherited, ownConstraints(value), items && { items });
  return Object.keys(constraints).length > 0 ? constraints : undefined;
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
