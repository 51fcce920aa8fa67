import { isRecord } from "../spec/guards.ts";
import { HTTP_METHODS, type Pointer } from "../spec/index.ts";
import type { AmendedDocument, Node } from "./amended-document.ts";
import type { Origin } from "./provenance.ts";

/**
 * Replaces parts of a node by those of a value: members of objects one by one, and items of arrays of objects by their index. Any other
 * value, also an array of strings, takes the place of the present one. `null` removes a member.
 *
 * @param origin Where the value was written.
 * @returns Where members were written that have no effect, because what they are about is not in the document: `null`, an operation
 *   without responses, and an object of nothing but extensions.
 */
export function override(
  document: AmendedDocument,
  node: Node,
  value: unknown,
  origin: Origin,
): readonly Origin[] {
  const present = node.file.at(node.pointer);
  if (isRecord(present) && isRecord(value))
    return Object.entries(value).flatMap(([key, child]) => {
      const from = document.originIn(value, origin, key);
      return overrideMember(document, document.memberOf(node, key), child, from);
    });
  if (isArrayOfObjects(present) && isArrayOfObjects(value))
    return value.flatMap((item, index) => {
      const from = document.originIn(value, origin, index);
      const pointer = [...node.pointer, index];
      if (index < present.length) return override(document, { file: node.file, pointer }, item, from);
      node.file.append(node.pointer, document.written(item, node), from);
      return [];
    });
  node.file.set(node.pointer, document.written(value, node), origin);
  return [];
}

function overrideMember(
  document: AmendedDocument,
  member: Node,
  value: unknown,
  origin: Origin,
): readonly Origin[] {
  const isPresent = member.file.at(member.pointer) !== undefined;
  if (isPresent && value !== null) return override(document, member, value, origin);
  if (isPresent) document.remove([member]);
  else if (definesNothing(value, member.pointer)) return [origin];
  else {
    member.file.set(member.pointer, document.written(value, member), origin);
    // Once more, to remove its own members that are null.
    return override(document, member, value, origin);
  }
  return [];
}

/** True if a member can only change what is present, and defines nothing itself. */
function definesNothing(value: unknown, pointer: Pointer): boolean {
  if (value === null) return true;
  if (!isRecord(value) || isExtension(pointer.at(-1))) return false;
  if (isOperation(pointer)) return !Object.hasOwn(value, "responses");
  const members = Object.entries(value);
  return (
    members.length > 0 &&
    members.every(([key, child]) => isExtension(key) || definesNothing(child, [...pointer, key]))
  );
}

function isExtension(key: string | number | undefined): boolean {
  return String(key).startsWith("x-");
}

function isOperation([owner, , method, ...below]: Pointer): boolean {
  const isMethod = (HTTP_METHODS as readonly unknown[]).includes(method);
  return isMethod && below.length === 0 && (owner === "paths" || owner === "webhooks");
}

function isArrayOfObjects(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isRecord);
}
