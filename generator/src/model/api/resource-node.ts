import { compareNames } from "../../api-model/order.ts";
import { allResources } from "../../api-model/resource-tree.ts";
import { groupBy } from "../../groups.ts";
import { hasName } from "../../names/words.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { RawOperation } from "../operations/raw-model.ts";

/** An operation as the document has it, and as the model has it apart from its method. */
export interface BuiltOperation {
  readonly written: WrittenOperation;
  readonly built: RawOperation;
}

/** A resource before its names are claimed. */
export interface ResourceNode {
  /** The words that lead to it in the names of its calls: `["chat", "completions"]`. */
  readonly words: readonly string[];
  readonly operations: readonly BuiltOperation[];
  /** The resources in it. */
  readonly resources: readonly ResourceNode[];
}

/** The tree of resources, with every operation in the position of its call name. */
export function treeOf(
  operations: readonly BuiltOperation[],
  words: readonly string[] = [],
): readonly ResourceNode[] {
  const depth = words.length;
  const deeper = operations.filter(({ written }) => written.call.resource.length > depth);
  const groups = groupBy(deeper, ({ written }) => legalWord(written.call.resource[depth] ?? ""));
  return [...groups]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([word, own]) => ({
      words: [...words, word],
      operations: own.filter(({ written }) => written.call.resource.length === depth + 1),
      resources: treeOf(own, [...words, word]),
    }));
}

/** The operations of a resource and of all resources in it. */
export function operationsBelow(node: ResourceNode): readonly BuiltOperation[] {
  return allResources([node]).flatMap(({ operations }) => operations);
}

/** The word of a resource whose tag has neither letters nor digits. */
export const UNNAMED = "unnamed";

function legalWord(word: string): string {
  return hasName(word) ? word : UNNAMED;
}
