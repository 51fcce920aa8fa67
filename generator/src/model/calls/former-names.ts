import { groupBy } from "../../groups.ts";
import type { CallName, FormerNames } from "../../names/calls/index.ts";
import type { NamesRecord } from "../../names/record/names-record.ts";
import { keyOf } from "./endpoints.ts";
import type { FoundOperation } from "./found-operation.ts";

/**
 * The recorded names of operations. An operation is identified by its method and path; the names of path parameters do not matter, unless
 * several operations differ only in them.
 *
 * @returns `undefined` if none of them is recorded.
 */
export function formerNames(
  { choices, calls }: NamesRecord,
  operations: readonly FoundOperation[],
): FormerNames | undefined {
  if (choices === undefined) return undefined;
  const endpoints = new Set(operations.map(recordedEndpoint));
  const left = [...calls].filter(([endpoint]) => !endpoints.has(endpoint));
  const byKey = groupBy(left, ([endpoint]) => keyOf(endpoint));
  const alike = groupBy(operations, (operation) => keyOf(recordedEndpoint(operation)));
  const names = operations.map((operation): CallName | undefined => {
    const endpoint = recordedEndpoint(operation);
    const [only, ...others] = byKey.get(keyOf(endpoint)) ?? [];
    const isAlone = others.length === 0 && alike.get(keyOf(endpoint))?.length === 1;
    return calls.get(endpoint) ?? (isAlone ? only?.[1] : undefined);
  });
  return names.some((name) => name !== undefined) ? { choices, names } : undefined;
}

/** The key of an operation in the record: `POST /orders`. */
export function recordedEndpoint({ method, path }: FoundOperation): string {
  return `${method.toUpperCase()} ${path}`;
}
