import { describeValue, isRecord } from "../spec/guards.ts";
import type { AmendedDocument, Node } from "./amended-document.ts";
import type { Origin } from "./provenance.ts";

/** A value cannot be merged into a node of another type. */
export class IncompatibleValueError extends Error {
  readonly node: Node;
  readonly origin: Origin;

  constructor(present: unknown, value: unknown, node: Node, origin: Origin) {
    super(`${describeValue(value)} cannot be merged into ${describeValue(present)}`);
    this.node = node;
    this.origin = origin;
  }
}

/**
 * Merges a value into a node: members of objects one by one, arrays by appending, and other values by replacing. A value that is
 * not an array is appended to an array that is selected itself, but not to one inside of an object that is selected.
 *
 * @param origin Where the value was written.
 * @throws {IncompatibleValueError} if the types differ. Some members may have been merged already.
 */
export function merge(document: AmendedDocument, node: Node, value: unknown, origin: Origin): void {
  const present = node.file.at(node.pointer);
  if (Array.isArray(present) && !Array.isArray(value)) {
    node.file.append(node.pointer, document.written(value, node), origin);
  } else {
    mergeInto(document, node, value, origin);
  }
}

function mergeInto(document: AmendedDocument, node: Node, value: unknown, origin: Origin): void {
  const present = node.file.at(node.pointer);
  if (isRecord(present) && isRecord(value)) {
    for (const [key, child] of Object.entries(value)) {
      const member = document.memberOf(node, key);
      const from = document.originIn(value, origin, key);
      if (member.file.at(member.pointer) !== undefined) mergeInto(document, member, child, from);
      else member.file.set(member.pointer, document.written(child, member), from);
    }
  } else if (Array.isArray(present) && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const from = document.originIn(value, origin, index);
      node.file.append(node.pointer, document.written(item, node), from);
    }
  } else if (isPrimitive(present) && isPrimitive(value)) {
    node.file.set(node.pointer, value, origin);
  } else {
    throw new IncompatibleValueError(present, value, node, origin);
  }
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}
