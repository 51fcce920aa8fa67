import { isReference } from "../../spec/document.ts";
import { formatPointer, parsePointer, valueAt } from "../../spec/pointer.ts";
import type { FoundReference } from "../../spec/references.ts";
import type { Draft } from "../draft/index.ts";

/**
 * Reports cycles that consist of references alone, and returns one reference of each, whose removal breaks the cycle. Only
 * references to references can be in one.
 */
export function breakCycles(
  draft: Draft,
  references: readonly FoundReference[],
  readingOf: (found: FoundReference) => string,
): readonly FoundReference[] {
  const byPlace = new Map(
    references
      .filter((found) => nextPlace(draft, found) !== undefined && found.pointer.at(-1) === "$ref")
      .map((found) => [placeOf(found), found]),
  );
  const known = new Set<string>();
  const breaks: FoundReference[] = [];
  for (const start of byPlace.keys()) {
    const chain: string[] = [];
    const position = new Map<string, number>();
    let place: string | undefined = start;
    while (place !== undefined && !known.has(place) && !position.has(place)) {
      position.set(place, chain.length);
      chain.push(place);
      place = nextPlace(draft, byPlace.get(place));
    }
    const first = place === undefined ? undefined : position.get(place);
    if (first !== undefined) {
      const cycle = chain.slice(first);
      const least = cycle.toSorted()[0] ?? start;
      const found = byPlace.get(least);
      const turned = [...cycle.slice(cycle.indexOf(least)), ...cycle.slice(0, cycle.indexOf(least))];
      if (found !== undefined) {
        const facts = { chain: [...turned, least].join(" → "), reading: readingOf(found) };
        draft.report("circular-reference", facts, found.pointer);
        breaks.push(found);
      }
    }
    for (const visited of chain) known.add(visited);
  }
  return breaks;
}

function placeOf({ pointer }: FoundReference): string {
  return formatPointer(pointer.slice(0, -1));
}

/** The place of the target, if it is a reference itself. */
function nextPlace(draft: Draft, found: FoundReference | undefined): string | undefined {
  const target = found === undefined ? undefined : parsePointer(found.reference);
  if (target === undefined) return undefined;
  return isReference(valueAt(draft.root, target)) ? formatPointer(target) : undefined;
}
