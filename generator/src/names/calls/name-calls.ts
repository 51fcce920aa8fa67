import type { CallNames, NamedOperation, Naming } from "./call-names.ts";
import { distinctNames } from "./distinct.ts";
import type { DraftName } from "./draft-name.ts";
import { nameFromId } from "./ids.ts";
import { nameFromPath } from "./paths.ts";
import { chooseStrategy, partsBelow, type Strategy } from "./strategy.ts";
import { nameFromTag } from "./tags.ts";

/** Names every call of a document. The names of two calls are never equal, and no method has the name of a resource beside it. */
export function nameCalls(
  operations: readonly NamedOperation[],
  options: { readonly naming?: Naming } = {},
): CallNames {
  const strategy = chooseStrategy(operations, options.naming);
  const { naming, reason } = strategy;
  const calls = operations.map((operation) => ({ operation, draft: draftOf(operation, strategy) }));
  return { naming, reason, names: distinctNames(calls) };
}

/** The name that a call would have if it were alone. */
function draftOf(operation: NamedOperation, strategy: Strategy): DraftName {
  const fromPath = nameFromPath(operation, partsBelow(operation.path, strategy), strategy);
  switch (strategy.naming) {
    case "paths":
      return fromPath;
    case "tags":
      return nameFromTag(operation, fromPath);
    case "ids":
      return nameFromId(operation, fromPath);
  }
}
