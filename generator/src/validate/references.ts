import { nearest } from "../diagnostics/index.ts";
import { MEMBER_OF } from "../spec/grammar.ts";
import { isRecord } from "../spec/guards.ts";
import { formatPointer, parsePointer, valueAt } from "../spec/pointer.ts";
import { type FoundReference, findReferences } from "../spec/references.ts";
import type { Findings } from "./findings.ts";

/** Checks that every reference resolves to an object of the right kind. */
export function checkReferences(findings: Findings): void {
  const circles = new Set<string>();
  for (const found of findReferences(findings.root, "document")) {
    if (MEMBER_OF[found.kind] === undefined) {
      findings.report("misplaced-reference", { reference: found.reference }, found.pointer);
    } else {
      checkTarget(findings, found, circles);
    }
  }
}

function checkTarget(
  findings: Findings,
  { reference, kind, pointer }: FoundReference,
  circles: Set<string>,
): void {
  const hash = reference.indexOf("#");
  const target = parsePointer(hash === -1 ? "#" : reference.slice(hash));
  if (target === undefined) {
    findings.report("unsupported-reference", { reference }, pointer);
    return;
  }
  // Unresolved references to other files were reported when the files were merged.
  if (hash !== 0) return;
  if (valueAt(findings.root, target) === undefined) {
    findings.report("unresolved-reference", { reference, suggestion: suggest(findings, target) }, pointer);
    return;
  }
  const expected = MEMBER_OF[kind];
  if (expected !== undefined && target[0] === "components" && target.length === 3 && target[1] !== expected) {
    findings.report("mismatched-reference", { reference, expected }, pointer);
  }
  checkCircle(findings, reference, pointer, circles);
}

function checkCircle(
  findings: Findings,
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
      findings.report("circular-reference", { chain: [...circle, next].join(" → ") }, pointer);
      return;
    }
    chain.push(next);
    const value = valueAt(findings.root, parsePointer(next) ?? ["#"]);
    next = isRecord(value) && Object.keys(value).length === 1 ? value.$ref : undefined;
  }
}

/** The nearest name in the same place, or the same name in another kind of components. */
function suggest(findings: Findings, target: readonly string[]): string | undefined {
  const name = target.at(-1) ?? "";
  const siblings = valueAt(findings.root, target.slice(0, -1));
  const near = isRecord(siblings) ? nearest(name, Object.keys(siblings)) : undefined;
  if (near !== undefined) return formatPointer([...target.slice(0, -1), near]);
  const { components } = findings.root;
  const member = isRecord(components)
    ? Object.keys(components).find((key) => valueAt(components, [key, name]) !== undefined)
    : undefined;
  return member === undefined ? undefined : formatPointer(["components", member, name]);
}
