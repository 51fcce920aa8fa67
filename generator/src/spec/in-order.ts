import { define, isRecord } from "./guards.ts";

/**
 * A copy with the members of its objects in alphabetical order, so that their order in the document does not matter. That of properties
 * does, so it stays.
 */
export function inOrder<Value>(value: Value): Value {
  return copied(value, "") as Value;
}

function copied(value: unknown, parent: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copied(item, ""));
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  if (parent !== "properties") keys.sort();
  const ordered = {};
  for (const key of keys) define(ordered, key, copied(value[key], key));
  return ordered;
}
