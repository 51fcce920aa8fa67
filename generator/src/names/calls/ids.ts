import { withoutResource } from "../words.ts";
import type { NamedOperation } from "./call-names.ts";
import type { DraftName } from "./draft-name.ts";
import { isFramework } from "./id-words.ts";
import { partsOfTag } from "./tags.ts";
import { wordsOf } from "./words-of.ts";

/**
 * An id with a namespace is the whole name: `repos/list-for-org`, `chat.completions.create`. Of other ids, the tag or the path gives
 * the resource.
 */
export function nameFromId({ operationId, tags }: NamedOperation, fromPath: DraftName): DraftName {
  if (operationId === undefined) return fromPath;
  const parts = namespacesIn(operationId);
  if (parts.length > 1) return { resource: parts.slice(0, -1), method: parts.at(-1) ?? operationId };
  const [tag] = tags;
  const resource = tag === undefined ? fromPath.resource.slice(0, 1) : partsOfTag(tag);
  return { resource, method: withoutResource(operationId, resource.at(-1) ?? "") };
}

/** Whether an id has a namespace. `Orders_list`, the form of AutoRest and TypeSpec, has one, `OrdersController_list` has none. */
export function isNamespaced(operationId: string | undefined): boolean {
  return operationId !== undefined && namespacesIn(operationId).length > 1;
}

function namespacesIn(operationId: string): readonly string[] {
  const [, group = "", method = ""] = GROUPED.exec(operationId) ?? [];
  if (group !== "" && !isClass(group)) return [group, method];
  return operationId.split(/[./:]+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** Whether a group is the class that has the operation: `OrdersController`, `OrderService`. */
function isClass(group: string): boolean {
  const last = wordsOf(group).at(-1) ?? "";
  return isFramework(last) || last === "service";
}

const GROUPED = /^(\p{Lu}[\p{L}\p{N}]*)_(\p{L}[\p{L}\p{N}]*)$/u;
