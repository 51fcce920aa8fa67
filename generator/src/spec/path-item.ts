import { entriesOf, isRecord } from "./guards.ts";
import { HTTP_METHODS, type OperationObject, type PathItem } from "./openapi.ts";
import type { Pointer } from "./pointer.ts";

/** An operation of a path item. */
export interface OperationEntry<Value = OperationObject> {
  /** The method as it is sent, `GET`. */
  readonly method: string;
  readonly value: Value;
  /** The pointer of the operation, which starts with that of the path item. */
  readonly pointer: Pointer;
}

/** The operations of a path item: those of its members, then those of `additionalOperations`, sorted by method. */
export function operationsIn(item: PathItem, pointer: Pointer): readonly OperationEntry[];
export function operationsIn(
  item: Readonly<Record<string, unknown>>,
  pointer: Pointer,
): readonly OperationEntry<Readonly<Record<string, unknown>>>[];
export function operationsIn(
  item: PathItem | Readonly<Record<string, unknown>>,
  pointer: Pointer,
): readonly OperationEntry<unknown>[] {
  const members = item as Readonly<Record<string, unknown>>;
  const others = entriesOf(members.additionalOperations).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...HTTP_METHODS.map((method) => ({
      method: method.toUpperCase(),
      value: members[method],
      pointer: [...pointer, method],
    })),
    ...others.map(([method, value]) => ({
      method,
      value,
      pointer: [...pointer, "additionalOperations", method],
    })),
  ].filter(({ value }) => isRecord(value));
}

/** True if a pointer is that of an operation under `paths`. */
export function isCallable(pointer: Pointer): boolean {
  const [root, , member] = pointer;
  return root === "paths" && pointer.length === (member === "additionalOperations" ? 4 : 3);
}

/** The key of a parameter, which is unique in its operation: the location and the name, for headers in lower case. */
export function parameterKey(location: unknown, name: unknown): string {
  return `${location} ${location === "header" ? String(name).toLowerCase() : name}`;
}
