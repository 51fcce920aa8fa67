import { nearest } from "../../diagnostics/index.ts";
import { MEMBER_OF } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import { formatPointer, parsePointer, valueAt } from "../../spec/pointer.ts";
import { type FoundReference, findReferences } from "../../spec/references.ts";
import type { Draft } from "../draft/index.ts";

/** Later problems have no suggestions, which take long to find in a large document. */
const MAXIMUM_SUGGESTIONS = 100;

/** Checks that every reference resolves to an object of the right kind. */
export function checkReferences(draft: Draft): void {
  const passed = new Set<string>();
  for (const found of findReferences(draft.root, "document").found) {
    if (MEMBER_OF[found.kind] === undefined) {
      draft.report("misplaced-reference", { reference: found.reference }, found.pointer);
    } else {
      checkTarget(draft, found, passed);
    }
  }
}

function checkTarget(draft: Draft, { reference, kind, pointer }: FoundReference, passed: Set<string>): void {
  const hash = reference.indexOf("#");
  const target = parsePointer(hash === -1 ? "#" : reference.slice(hash));
  if (target === undefined) {
    draft.report("unsupported-reference", { reference }, pointer);
    return;
  }
  // Unresolved references to other files were reported when the files were merged.
  if (hash !== 0) return;
  if (valueAt(draft.root, target) === undefined) {
    const suggestion = draft.diagnostics.length < MAXIMUM_SUGGESTIONS ? suggest(draft, target) : undefined;
    draft.report("unresolved-reference", { reference, suggestion }, pointer);
    return;
  }
  const expected = MEMBER_OF[kind];
  if (expected !== undefined && target[0] === "components" && target.length === 3 && target[1] !== expected) {
    draft.report("mismatched-reference", { reference, expected }, pointer);
  }
  checkCircle(draft, reference, pointer, passed);
}

/** Follows a chain of references to its end, or to one that was passed before, so that each circle is reported once. */
function checkCircle(
  draft: Draft,
  reference: string,
  pointer: FoundReference["pointer"],
  passed: Set<string>,
): void {
  const chain = new Set<string>();
  for (let next: unknown = reference; typeof next === "string" && !passed.has(next); ) {
    if (chain.has(next)) {
      const circle = [...chain];
      const text = [...circle.slice(circle.indexOf(next)), next].join(" → ");
      draft.report("circular-reference", { chain: text }, pointer);
      break;
    }
    chain.add(next);
    const value = valueAt(draft.root, parsePointer(next) ?? ["#"]);
    next = isRecord(value) && Object.keys(value).length === 1 ? value.$ref : undefined;
  }
  for (const each of chain) passed.add(each);
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
