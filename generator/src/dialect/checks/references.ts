import { nearest } from "../../diagnostics/index.ts";
import { MEMBER_OF } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import { formatPointer, parsePointer, valueAt } from "../../spec/pointer.ts";
import { type FoundReference, findReferences } from "../../spec/references.ts";
import type { Draft } from "../draft/index.ts";

/** Checks that every reference resolves to an object of the right kind. */
export function checkReferences(draft: Draft): void {
  const circles = new Set<string>();
  for (const found of findReferences(draft.root, "document").found) {
    if (MEMBER_OF[found.kind] === undefined) {
      draft.report("misplaced-reference", { reference: found.reference }, found.pointer);
    } else {
      checkTarget(draft, found, circles);
    }
  }
}

function checkTarget(draft: Draft, { reference, kind, pointer }: FoundReference, circles: Set<string>): void {
  const hash = reference.indexOf("#");
  const target = parsePointer(hash === -1 ? "#" : reference.slice(hash));
  if (target === undefined) {
    draft.report("unsupported-reference", { reference }, pointer);
    return;
  }
  // Unresolved references to other files were reported when the files were merged.
  if (hash !== 0) return;
  if (valueAt(draft.root, target) === undefined) {
    draft.report("unresolved-reference", { reference, suggestion: suggest(draft, target) }, pointer);
    return;
  }
  const expected = MEMBER_OF[kind];
  if (expected !== undefined && target[0] === "components" && target.length === 3 && target[1] !== expected) {
    draft.report("mismatched-reference", { reference, expected }, pointer);
  }
  checkCircle(draft, reference, pointer, circles);
}

function checkCircle(
  draft: Draft,
  reference: string,
  pointer: FoundReference["pointer"],
  circles: Set<string>,
): void {
  const chain: string[] = [];
  for (let next: unknown = reference; typeof next === "string"; ) {
    if (chain.includes(next)) {
      const circle = chain.slice(chain.indexOf(next));
      const key = circle.toSorted().join(" ");
      // Each circle is reported once, not for each reference in it or into it.
      if (circles.has(key)) return;
      circles.add(key);
      draft.report("circular-reference", { chain: [...circle, next].join(" → ") }, pointer);
      return;
    }
    chain.push(next);
    const value = valueAt(draft.root, parsePointer(next) ?? ["#"]);
    next = isRecord(value) && Object.keys(value).length === 1 ? value.$ref : undefined;
  }
}

/** The nearest name in the same place, or the same name in another kind of components. */
function suggest(draft: Draft, target: readonly string[]): string | undefined {
  const name = target.at(-1) ?? "";
  const siblings = valueAt(draft.root, target.slice(0, -1));
  const near = isRecord(siblings) ? nearest(name, Object.keys(siblings)) : undefined;
  if (near !== undefined) return formatPointer([...target.slice(0, -1), near]);
  const { components } = draft.root;
  const member = isRecord(components)
    ? Object.keys(components).find((key) => valueAt(components, [key, name]) !== undefined)
    : undefined;
  return member === undefined ? undefined : formatPointer(["components", member, name]);
}
