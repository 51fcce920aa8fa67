import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject } from "../json.js";

/** An object with changes: objects are merged, other values replaced. */
export function merged(value: unknown, changes: JsonObject): JsonObject {
  const base = isObject(value) ? value : {};
  const entries = Object.entries(changes).map(([name, change]) => [
    name,
    isObject(change) && isObject(base[name]) ? merged(base[name], change) : change,
  ]);
  return { ...base, ...Object.fromEntries(entries) };
}

/** The differences of the second object, in the form that `merged` takes. */
export function differences(before: JsonObject, after: JsonObject): JsonObject {
  const entries = Object.entries(after).flatMap(([name, value]) => {
    const old = before[name];
    if (isDeepStrictEqual(old, value)) return [];
    return [[name, isObject(old) && isObject(value) ? differences(old, value) : value] as const];
  });
  return Object.fromEntries(entries);
}

/** The values that properties had before they changed. */
export function previousValues(before: JsonObject, after: JsonObject): JsonObject {
  const names = Object.keys(before).filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return Object.fromEntries(names.map((name) => [name, before[name]]));
}
