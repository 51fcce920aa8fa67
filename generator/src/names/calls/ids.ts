import { withoutResource } from "../words.ts";
import type { NamedOperation } from "./call-names.ts";
import type { DraftName } from "./draft-name.ts";
import { partsOfTag } from "./tags.ts";

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

/** Whether an id has a namespace. */
export function isNamespaced(operationId: string | undefined): boolean {
  return operationId !== undefined && namespacesIn(operationId).length > 1;
}

function namespacesIn(operationId: string): readonly string[] {
  return operationId.split(/[./:]+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
}
