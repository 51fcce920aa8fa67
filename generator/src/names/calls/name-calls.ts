import type { CallNames, FormerNames, NamedOperation, Naming, NamingChoices } from "./call-names.ts";
import { distinctNames } from "./distinct.ts";
import type { DraftName } from "./draft-name.ts";
import { nameFromId } from "./ids.ts";
import { nameFromPath, ROOT } from "./paths.ts";
import { withOwners } from "./single-operations.ts";
import { chooseStrategy, partsBelow } from "./strategy.ts";
import { nameFromTag, nameInTag } from "./tags.ts";

/** Options for naming calls. */
export interface NamingOptions {
  /** The source of names. Default: as before, or else by the document. */
  readonly naming?: Naming;
  /** The share of operations with names from a generator that uses tags and whole ids. Default: 0. */
  readonly named?: number;
  /** The names that calls keep. Default: none. */
  readonly former?: FormerNames;
}

/**
 * Names every call of a document. The names of two calls are never equal, and no method has the name of a resource next to it, unless
 * the resource is new.
 */
export function nameCalls(operations: readonly NamedOperation[], options: NamingOptions = {}): CallNames {
  const { naming, named = 0, former } = options;
  const { choices, reason } = chooseStrategy(operations, { wanted: naming, named, former: former?.choices });
  const calls = operations.map((operation, index) => {
    const kept = former?.names[index];
    return { operation, draft: draftOf(operation, choices), ...(kept !== undefined && { kept }) };
  });
  return { choices, reason, names: distinctNames(choices.naming === "paths" ? withOwners(calls) : calls) };
}

/** The name that a call would have if it were alone. Without any word for a resource, as for `/{bucket}/{key}`, it is in `root`. */
function draftOf(operation: NamedOperation, choices: NamingChoices): DraftName {
  const draft = wordsFor(operation, choices);
  return draft.resource.length === 0 ? { ...draft, resource: [ROOT] } : draft;
}

function wordsFor(operation: NamedOperation, choices: NamingChoices): DraftName {
  const fromPath = nameFromPath(operation, partsBelow(operation.path, choices), choices);
  switch (choices.naming) {
    case "paths":
      return fromPath;
    case "tags":
      return nameFromTag(operation, fromPath);
    case "tagged-ids":
      return nameInTag(operation, fromPath);
    case "ids":
      return nameFromId(operation, fromPath, choices);
  }
}
