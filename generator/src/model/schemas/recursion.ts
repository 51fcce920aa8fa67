import { formatPointer, isReference, type SchemaObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";

/** Whether a schema refers to itself, directly or through schemas that it refers to. Then its type needs a name. */
export function containsItself(context: ModelContext, schema: Located<SchemaObject>): boolean {
  const own = formatPointer(schema.pointer);
  const passed = new Set<unknown>();
  const open: unknown[] = [schema.value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null || passed.has(next)) continue;
    passed.add(next);
    open.push(...Object.values(next));
    if (!isReference(next)) continue;
    const target = context.resolve(next, []);
    if (formatPointer(target.pointer) === own) return true;
    open.push(target.value);
  }
  return false;
}
