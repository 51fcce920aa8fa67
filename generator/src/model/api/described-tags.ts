import { allResources } from "../../api-model/resource-tree.ts";
import { groupBy } from "../../groups.ts";
import { memberName, pascalName } from "../../names/words.ts";
import type { Pointer, TagObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import { operationsBelow, type ResourceNode } from "./resource-node.ts";

/** A tag that describes a resource. */
export interface DescribedTag {
  readonly value: TagObject;
  readonly pointer: Pointer;
}

/**
 * The tags that describe resources: a tag with the words of the resource's name, or else the tag of exactly the operations in
 * it. If several nested resources match, the outermost has the description.
 */
export function describedTags(
  { document }: ModelContext,
  tree: readonly ResourceNode[],
): ReadonlyMap<ResourceNode, DescribedTag> {
  const tags = (document.root.tags ?? []).map((value, index) => ({ value, pointer: ["tags", index] }));
  const nodes = allResources(tree);
  const total = groupBy(
    nodes.flatMap(({ operations }) => operations),
    ({ written }) => written.tag,
  );
  const left = new Map(tags.map((tag) => [tag.value.name, tag]));
  const found = new Map<ResourceNode, DescribedTag>();
  const assign = (node: ResourceNode, name: string | undefined) => {
    const tag = left.get(name ?? "");
    if (name === undefined || tag === undefined || found.has(node)) return;
    left.delete(name);
    found.set(node, tag);
  };
  for (const node of nodes) assign(node, tagNamed(node, left.keys()));
  for (const node of nodes) assign(node, onlyTag(node, total));
  return found;
}

/** The tag with the words of a resource's name. */
export function tagNamed({ words }: ResourceNode, tags: Iterable<string>): string | undefined {
  const [word = "", ...others] = words;
  const path = pascalName(words.join(" "));
  return [...tags].find(
    (tag) => (others.length === 0 && memberName(tag) === word) || pascalName(memberName(tag)) === path,
  );
}

/** The tag of all operations in a resource, if no other operation has it. */
function onlyTag(node: ResourceNode, total: ReadonlyMap<string, readonly unknown[]>): string | undefined {
  const own = operationsBelow(node).map(({ written }) => written.tag);
  const [tag, ...others] = new Set(own);
  return tag !== undefined && others.length === 0 && total.get(tag)?.length === own.length ? tag : undefined;
}
