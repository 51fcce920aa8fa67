import { memberName } from "../words.ts";
import type { Drafted } from "./distinct.ts";
import type { DraftName } from "./draft-name.ts";

/**
 * Makes a single thing with one operation a part of the resource before it: `nodes.updatePosition` for `PATCH /nodes/{id}/position` alone.
 * A list stays a resource, because its items usually get their own operations later.
 */
export function withOwners(calls: readonly Drafted[]): readonly Drafted[] {
  const resources = calls.map(({ draft }) => draft.resource.map(memberName));
  const withMethods = new Set(resources.map((words) => words.join(".")));
  const operations = new Map<string, number>();
  calls.forEach(({ draft }, index) => {
    // An action with the name of the thing is an operation of it, too.
    const words = [...(resources[index] ?? []), memberName(draft.method)];
    for (const name of words.map((_, end) => words.slice(0, end + 1).join(".")))
      operations.set(name, (operations.get(name) ?? 0) + 1);
  });
  return calls.map((call, index) => {
    const words = resources[index] ?? [];
    const isAlone = operations.get(words.join(".")) === 1;
    const hasOwner = withMethods.has(words.slice(0, -1).join("."));
    return isAlone && hasOwner && endsWithThing(call) ? { ...call, draft: inOwner(call.draft) } : call;
  });
}

/** True if a call is for the single thing that the last word of its path names. */
function endsWithThing({ operation, draft }: Drafted): boolean {
  return !/\}[^/]*\/?$/.test(operation.path) && OF_ONE_THING.has(draft.method);
}

const OF_ONE_THING = new Set(["retrieve", "update", "delete"]);

function inOwner({ resource, method }: DraftName): DraftName {
  return { resource: resource.slice(0, -1), method: `${method} ${resource.at(-1)}` };
}
