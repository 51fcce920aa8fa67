import type { CallNames, NamedOperation, Naming } from "./call-names.ts";
import { distinctNames } from "./distinct.ts";
import { nameFromId } from "./ids.ts";
import { nameFromPath } from "./paths.ts";
import { chooseStrategy, partsBelow } from "./strategy.ts";
import { nameFromTag } from "./tags.ts";

/** Names every call of a document. The names of two calls are never equal, and no method has the name of a resource beside it. */
export function nameCalls(
  operations: readonly NamedOperation[],
  options: { readonly naming?: Naming } = {},
): CallNames {
  const strategy = chooseStrategy(operations, options.naming);
  const { naming, reason } = strategy;
  const calls = operations.map((operation) => {
    const fromPath = nameFromPath(operation, partsBelow(operation.path, strategy), strategy);
    return {
      operation,
      draft: {
        paths: () => fromPath,
        tags: () => nameFromTag(operation, fromPath),
        ids: () => nameFromId(operation, fromPath),
      }[naming](),
    };
  });
  return { naming, reason, names: distinctNames(calls) };
}
