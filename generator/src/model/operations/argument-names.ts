import type { ParameterObject } from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";

/** The property in which callers pass each parameter of an operation. */
export type ArgumentNames = ReadonlyMap<ParameterObject, string>;

/**
 * Callers pass all parameters in one object: each under its name, or with its place in front if a parameter of the path, the query or
 * the body has that name already. `id` in the query is `queryId` beside `id` in the path.
 *
 * @param parameters Those of the path first.
 * @param taken The property of the body.
 */
export function argumentNames(
  parameters: readonly Located<ParameterObject>[],
  taken: readonly string[] = [],
): ArgumentNames {
  const names = new Map<ParameterObject, string>();
  const used = new Set(taken);
  for (const { value } of parameters) {
    const name = firstFree(value, used);
    used.add(name);
    names.set(value, name);
  }
  return names;
}

/** Reports parameters that are passed under another name than they are sent. */
export function reportRenamed(
  context: ModelContext,
  parameters: readonly Located<ParameterObject>[],
  names: ArgumentNames,
): void {
  for (const { value, pointer } of parameters) {
    const property = names.get(value) ?? value.name;
    if (property !== value.name) context.report("parameter-clash", { name: value.name, property }, pointer);
  }
}

function firstFree({ name, in: place }: ParameterObject, used: ReadonlySet<string>): string {
  if (!used.has(name)) return name;
  const other = `${place}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? other : `${other}${number}`;
    if (!used.has(candidate)) return candidate;
  }
}
