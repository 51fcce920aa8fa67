import type { Schema } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { oneWay } from "../schemas/reading/one-way.ts";
import { merged } from "./merged-schema.ts";

/**
 * True if no request can have a value of the schema, because it requires a property or an item whose schema is `false`. The members of
 * unions are not examined.
 *
 * @param open The schemas that contain this one.
 */
export function isImpossible(
  context: ModelContext,
  { value, pointer }: Located<Schema>,
  open: ReadonlySet<Schema> = new Set(),
): boolean {
  if (typeof value === "boolean") return !value;
  if (open.has(value)) return false;
  const {
    type,
    nullable,
    properties = {},
    required = [],
    items = true,
    minItems = 0,
  } = merged(context, { value, pointer });
  const types: readonly unknown[] = [type ?? []].flat();
  if (nullable === true || types.length > 1) return false;
  const within = new Set([...open, value]);
  const isPartImpossible = (part: Schema) => isImpossible(context, { value: part, pointer }, within);
  const isSent = (part: Schema) => oneWay(context, part) !== "response";
  const needed = required.flatMap((name) =>
    Object.hasOwn(properties, name) ? [properties[name] ?? true] : [],
  );
  return needed.filter(isSent).some(isPartImpossible) || (minItems > 0 && isPartImpossible(items));
}
