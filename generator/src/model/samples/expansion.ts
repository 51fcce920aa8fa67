import type { Schema, SchemaObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";

/** Maximum number of visits of a schema through `allOf`. In a chain of schemas that each contain the next one twice, it doubles. */
const MAXIMUM_VISITS = 100_000;

const known = new WeakMap<ModelContext, boolean>();

/** Whether expanding each `allOf` of the document's components separately would take too long. */
export function multiplies(context: ModelContext): boolean {
  const result = known.get(context) ?? hasWideSchema(context);
  known.set(context, result);
  return result;
}

function hasWideSchema(context: ModelContext): boolean {
  const counts = new Map<SchemaObject, number>();
  const visits = (schema: Schema): number => {
    if (typeof schema === "boolean") return 1;
    const { value } = context.resolve<SchemaObject>(schema, []);
    const counted = counts.get(value);
    if (counted !== undefined) return counted;
    counts.set(value, 0);
    const count = (value.allOf ?? []).reduce((sum, part) => sum + visits(part), 1);
    counts.set(value, Math.min(count, MAXIMUM_VISITS));
    return count;
  };
  const schemas = Object.values(context.document.root.components?.schemas ?? {});
  return schemas.some((schema) => visits(schema) >= MAXIMUM_VISITS);
}
