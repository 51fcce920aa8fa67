import type { JsonObject } from "../json.js";

/** Two properties of a record: the name is the last part of the path. */
export interface PathName {
  readonly name: string;
  readonly path: string;
}

/**
 * The properties whose value is the last part of a path in another one: `name` and `path`, if the record with the path `Reports/report.pdf` is
 * called `report.pdf`, and the same holds in every example.
 */
export function pathNamesIn(examples: readonly JsonObject[]): readonly PathName[] {
  const properties = [...new Set(examples.flatMap(Object.keys))];
  return properties.flatMap((name) => {
    const path = properties.find((other) => other !== name && isLastPart(name, other, examples));
    return path === undefined ? [] : [{ name, path }];
  });
}

/** A record whose paths have changed, with the names that are their last parts. */
export function namedByPaths(
  pairs: readonly PathName[],
  record: JsonObject,
  changes: JsonObject,
): JsonObject {
  const entries = pairs.flatMap(({ name, path }) => {
    const text = changes[path];
    const isNamed = Object.hasOwn(changes, name) || typeof text !== "string";
    return isNamed ? [] : [[name, lastPart(text)] as const];
  });
  return { ...record, ...Object.fromEntries(entries) };
}

/** A record whose paths end with its names. */
export function withPathsToNames(pairs: readonly PathName[], record: JsonObject): JsonObject {
  const entries = pairs.flatMap(({ name, path }) => {
    const [text, end] = [record[path], record[name]];
    if (typeof text !== "string" || typeof end !== "string") return [];
    return [[path, `${text.slice(0, text.length - lastPart(text).length)}${end}`] as const];
  });
  return { ...record, ...Object.fromEntries(entries) };
}

/** Whether it holds in each example with both properties, at least once for a path with several parts. */
function isLastPart(name: string, path: string, examples: readonly JsonObject[]): boolean {
  const both = examples.flatMap(({ [name]: end, [path]: text }) =>
    typeof end === "string" && typeof text === "string" && text !== "" ? [{ end, text }] : [],
  );
  return both.some(({ text }) => text.includes("/")) && both.every(({ end, text }) => end === lastPart(text));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
