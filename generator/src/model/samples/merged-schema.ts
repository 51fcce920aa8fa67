import type { Pointer, Schema, SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";

/** A schema without references and `allOf`. The last definition of a keyword wins, as in types. */
export function merged(context: ModelContext, schema: Located<SchemaObject>): SchemaObject {
  const known = KNOWN.get(context) ?? new Map<SchemaObject, SchemaObject>();
  KNOWN.set(context, known);
  const result = known.get(schema.value) ?? mergedAnew(context, schema);
  known.set(schema.value, result);
  return result;
}

const KNOWN = new WeakMap<ModelContext, Map<SchemaObject, SchemaObject>>();

function mergedAnew(context: ModelContext, schema: Located<SchemaObject>): SchemaObject {
  const seen = new Set<SchemaObject>();
  const merge = (value: Schema, pointer: Pointer): SchemaObject => {
    if (typeof value === "boolean" || seen.has(value)) return {};
    seen.add(value);
    const { $ref, allOf = [], ...own } = value;
    const target = $ref === undefined ? [] : [context.resolve<SchemaObject>({ $ref }, pointer)];
    const parts = [
      ...target.map((part) => merge(part.value, part.pointer)),
      ...allOf.map((part) => merge(part, pointer)),
      own,
    ];
    // An assignment would lose a property named `__proto__`.
    const properties = Object.fromEntries(parts.flatMap((part) => Object.entries(part.properties ?? {})));
    const required = [...new Set(parts.flatMap((part) => part.required ?? []))];
    const values = commonValues(parts);
    const alternatives = parts.flatMap((part) => part["x-required-alternatives"] ?? []);
    return {
      ...Object.assign({}, ...parts),
      ...(alternatives.length > 0 && { "x-required-alternatives": alternatives }),
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(values !== undefined && { enum: values }),
    };
  };
  return merge(schema.value, schema.pointer);
}

/** The values in all enums of the parts. Undefined if empty, or with fewer than two enums. */
function commonValues(parts: readonly SchemaObject[]): readonly unknown[] | undefined {
  const enums = parts.flatMap(({ enum: values }) => (values === undefined ? [] : [values]));
  const [first = [], ...others] = enums;
  const common = first.filter((value) => others.every((values) => values.includes(value)));
  return others.length > 0 && common.length > 0 ? common : undefined;
}
