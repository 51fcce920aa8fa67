import { RUNTIME_TYPES, RUNTIME_VALUES } from "../../names/runtime-symbols.ts";
import type { ReadFacts } from "./extension.ts";

/**
 * The names that packages of this API re-export from the runtime. A type of the API cannot use them: it would hide the
 * export, such as the class with which programs recognize an error.
 */
export function reservedNames(facts: readonly ReadFacts[]): ReadonlySet<string> {
  return new Set<string>([
    ...RUNTIME_VALUES,
    ...RUNTIME_TYPES,
    ...facts.flatMap(({ reserved = [] }) => reserved),
  ]);
}
