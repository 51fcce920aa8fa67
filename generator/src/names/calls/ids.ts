import { withoutResource } from "../words.ts";
import type { NamedOperation, NamingChoices } from "./call-names.ts";
import type { DraftName } from "./draft-name.ts";
import { isFramework } from "./id-words.ts";
import { partsOfTag } from "./tags.ts";
import { wordsOf } from "./words-of.ts";

/**
 * An id with a namespace is the whole name: `repos/list-for-org`, `chat.completions.create`. The usual version is not mentioned. Of
 * other ids, the tag or the path determines the resource.
 */
export function nameFromId(
  { operationId, tags }: NamedOperation,
  fromPath: DraftName,
  { version }: Pick<NamingChoices, "version">,
): DraftName {
  if (operationId === undefined) return fromPath;
  const [first, ...others] = namespacesIn(operationId);
  const isVersion = first?.toLowerCase() === version && others.length > 0;
  const parts = isVersion ? others : namespacesIn(operationId);
  if (isVersion && parts.length === 1) return fromPath;
  if (parts.length > 1) return { resource: parts.slice(0, -1), method: parts.at(-1) ?? operationId };
  const [tag] = tags;
  const resource = tag === undefined ? fromPath.resource.slice(0, 1) : partsOfTag(tag);
  return { resource, method: withoutResource(operationId, resource.at(-1) ?? "") };
}

/** True if an id has a namespace. `Orders_list`, the form of AutoRest and TypeSpec, has one, `OrdersController_list` has none. */
export function isNamespaced(operationId: string | undefined): boolean {
  return operationId !== undefined && namespacesIn(operationId).length > 1;
}

/** The namespaces in an id, and the rest: `orders` and `list`. */
export function namespacesIn(operationId: string): readonly string[] {
  const [, group = "", method = ""] = GROUPED.exec(operationId) ?? [];
  if (group !== "" && !isClass(group)) return [group, method];
  const parts = operationId.split(/[./:#]+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return withoutClass(parts);
}

/** `["Orders", "list"]` for `["ShopWeb", "OrdersController", "list"]`: the class of a framework is in the module of the application. */
function withoutClass(parts: readonly string[]): readonly string[] {
  const words = wordsOf(parts.at(-2) ?? "");
  if (words.length < 2 || !isFramework(words.at(-1) ?? "")) return parts;
  return [...parts.slice(1, -2), words.slice(0, -1).join(" "), ...parts.slice(-1)];
}

/** True if a group is the class that has the operation: `OrdersController`, `OrderService`. */
function isClass(group: string): boolean {
  const last = wordsOf(group).at(-1) ?? "";
  return isFramework(last) || last === "service";
}

const GROUPED = /^(\p{Lu}[\p{L}\p{N}]*)_(\p{L}[\p{L}\p{N}]*)$/u;
