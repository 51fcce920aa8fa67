import { CLIENT_MEMBERS, pascalName, RESOURCE_MEMBERS } from "../../names/words.ts";
import type { Pointer } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import type { RawOperation, RawResource } from "../operations/raw-model.ts";
import { documentationOf } from "../schemas/reading/documentation.ts";
import { type DescribedTag, describedTags, tagNamed } from "./described-tags.ts";
import { type BuiltOperation, operationsBelow, type ResourceNode, treeOf, UNNAMED } from "./resource-node.ts";

/** Builds the tree of resources, and names their accessors, classes and methods. */
export function buildResources(
  context: ModelContext,
  operations: readonly BuiltOperation[],
): readonly RawResource[] {
  const tree = treeOf(operations);
  const tags = describedTags(context, tree);
  return tree.map((node) => resourceOf(context, node, { parent: [], tags }));
}

interface Surroundings {
  /** The accessors from the client to the resource that contains this one. */
  readonly parent: readonly string[];
  readonly tags: ReadonlyMap<ResourceNode, DescribedTag>;
}

function resourceOf(context: ModelContext, node: ResourceNode, { parent, tags }: Surroundings): RawResource {
  const below = operationsBelow(node);
  const tag = tags.get(node);
  const place = tag?.pointer ?? below[0]?.written.pointer ?? ["paths"];
  const spelled = tagNamed(
    node,
    below.map(({ written }) => written.tag),
  );
  reportUnnamed(context, node, place);
  const name = accessorOf(context, node, { parent, place });
  const path = [...parent, name];
  const className = classOf(context, spelled ?? node.words.join(" "), path.join("."), place);
  // Methods are named before nested resources, so that they keep their names.
  const operations = withMethods(context, node.operations, path.join("."));
  return {
    label: spelled ?? name,
    name,
    path,
    className,
    docs: documentationOf(tag?.value ?? {}),
    place,
    operations,
    resources: node.resources.map((inner) => resourceOf(context, inner, { parent: path, tags })),
  };
}

function reportUnnamed(context: ModelContext, { words, operations }: ResourceNode, place: Pointer): void {
  const name = words.at(-1) ?? "";
  const tag = operations[0]?.written.tag;
  if (name === UNNAMED && tag !== undefined && tag !== UNNAMED)
    context.report("tag-without-letters", { tag, name }, place);
}

interface AccessorPlace {
  readonly parent: readonly string[];
  readonly place: Pointer;
}

/** The property of the client or the parent, with the suffix `Resource` if another member has the name. */
function accessorOf(
  context: ModelContext,
  { words }: ResourceNode,
  { parent, place }: AccessorPlace,
): string {
  const name = words.at(-1) ?? "";
  const longer = `${name}Resource`;
  if (parent.length === 0) return context.claim("resource", CLIENT_MEMBERS.has(name) ? longer : name, place);
  const within = parent.join(".");
  if (context.isClaimed("method", name, within)) {
    context.report("resource-beside-method", { call: `${within}.${name}`, other: longer }, place);
    return context.claim("method", longer, place, within);
  }
  return context.claim("method", RESOURCE_MEMBERS.has(name) ? longer : name, place, within);
}

/** The class, with the suffix `Resource` or `Operations` if a type or an export of the runtime has its name. */
function classOf(context: ModelContext, words: string, resource: string, place: Pointer): string {
  const name = pascalName(words);
  return context.claims.claimClass(resource, [name, `${name}Resource`, `${name}Operations`], place);
}

function withMethods(
  context: ModelContext,
  operations: readonly BuiltOperation[],
  within: string,
): readonly RawOperation[] {
  // Configured names are claimed first, and names of new operations last.
  const order = operations.toSorted((a, b) => rankOf(a) - rankOf(b));
  const methods = new Map(order.map((operation) => [operation, methodOf(context, operation, within)]));
  return operations.map((operation) => ({
    ...operation.built,
    method: methods.get(operation) ?? operation.built.id,
  }));
}

function rankOf({ written: { call } }: BuiltOperation): number {
  const rank = ["configuration", "hint", "rules"].indexOf(call.by);
  return rank > 0 && call.isNew ? rank + 2 : rank;
}

function methodOf(context: ModelContext, { built, written }: BuiltOperation, within: string): string {
  const name = context.names.methods?.[built.id] ?? written.call.method;
  const method = RESOURCE_MEMBERS.has(name) ? `${name}Operation` : name;
  for (const added of built.added ?? []) context.claim("method", added.method, added.place, within);
  return context.claim("method", method, written.pointer, within);
}
