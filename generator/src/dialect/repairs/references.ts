import { nearest } from "../../diagnostics/index.ts";
import { addressFrom, displayReference } from "../../spec/address.ts";
import { isOtherComponent } from "../../spec/components.ts";
import { MEMBER_OF, type NodeKind } from "../../spec/grammar.ts";
import { isRecord } from "../../spec/guards.ts";
import { formatPointer, type Pointer, parsePointer, valueAt } from "../../spec/pointer.ts";
import type { FoundReference } from "../../spec/references.ts";
import { type Draft, define } from "../draft/index.ts";
import { breakCycles } from "./cycles.ts";
import { requiredMembers } from "./members.ts";
import { repairShapes } from "./shapes.ts";

/**
 * Makes every reference point to an object of the right kind. A schema whose reference does not is read as an unknown value, a
 * response as one without content; all other references are removed.
 */
export function repairReferences(draft: Draft): void {
  inlineMisplaced(draft);
  const { references } = draft;
  const wrong = new Set(references.filter((found) => !isRight(draft, found)));
  for (const found of wrong) disconnect(draft, found);
  draft.remove([...wrong].flatMap(removedWith));
  const right = references.filter((found) => !wrong.has(found));
  const circular = breakCycles(draft, right, readingOf);
  for (const found of circular) disconnect(draft, found);
  draft.remove(circular.flatMap(removedWith));
}

/** Maximum number of problems with suggestions, because those take long to find in a large document. */
const MOST_SUGGESTIONS = 100;

/** Replaces references by their targets in places where OpenAPI does not allow references. */
function inlineMisplaced(draft: Draft): void {
  const misplaced = draft.references.filter(
    ({ kind, holds }) => holds !== "one" || !mayBeReferred(draft, kind),
  );
  for (const { reference, pointer } of misplaced) {
    const place = pointer.slice(0, -1);
    const owner = valueAt(draft.root, place);
    const target = targetOf(draft, reference);
    const reading = isRecord(target) ? "it is replaced by its target" : "it is ignored";
    draft.report("misplaced-reference", { reference, reading }, pointer);
    if (!isRecord(owner)) continue;
    const { $ref: _, ...own } = owner;
    draft.set(place, isRecord(target) ? { ...withoutReference(draft.copyOf(target)), ...own } : own);
  }
  // Objects that were references may lack required members.
  if (misplaced.length > 0) repairShapes(draft);
}

/** True if a reference may be in place of an object. Media types may only be referenced since OpenAPI 3.2. */
function mayBeReferred({ document }: Draft, kind: NodeKind): boolean {
  if (kind === "mediaType" && !document.root.openapi.startsWith("3.2")) return false;
  return MEMBER_OF[kind] !== undefined;
}

function withoutReference({ $ref: _, ...members }: Readonly<Record<string, unknown>>): object {
  return members;
}

/** Reports a reference whose target does not exist or is another kind of object. */
function isRight(draft: Draft, found: FoundReference): boolean {
  const { kind, pointer } = found;
  const reference = displayReference(found.reference);
  const reading = readingOf(found);
  const target = parsePointer(found.reference.slice(found.reference.indexOf("#")));
  const expected = MEMBER_OF[kind];
  const isWrong = (place: Pointer) => isAboveComponents(place) || isOtherComponent(place, expected ?? "");
  if (target !== undefined && expected !== undefined && isWrong(target)) {
    const meant = ["components", expected, target[2] ?? ""];
    const isThere = target[2] !== undefined && valueAt(draft.root, meant) !== undefined;
    const suggestion = isThere ? formatPointer(meant) : undefined;
    draft.report("mismatched-reference", { reference, expected, reading, suggestion }, pointer);
    return false;
  }
  if (!found.reference.startsWith("#") || target === undefined) {
    // Merging the files has replaced the references to other files, unless they lead nowhere.
    const isFile = target !== undefined && addressFrom(found.reference, "/") !== undefined;
    draft.report(isFile ? "unresolved-reference" : "unsupported-reference", { reference, reading }, pointer);
    return false;
  }
  const value = valueAt(draft.root, target);
  if (isRecord(value) && !mayBe(kind, value)) {
    draft.report("mismatched-reference", { reference, expected: expected ?? kind, reading }, pointer);
    return false;
  }
  if (isRecord(value) || (kind === "schema" && typeof value === "boolean")) return true;
  const suggestion = draft.diagnostics.length < MOST_SUGGESTIONS ? suggest(draft, target) : undefined;
  draft.report("unresolved-reference", { reference, reading, suggestion }, pointer);
  return false;
}

/** True if an object can be of a kind: it is a reference itself, or has the members that the kind requires. */
function mayBe(kind: NodeKind, value: Readonly<Record<string, unknown>>): boolean {
  return (
    value.$ref !== undefined ||
    requiredMembers(kind, value, new Set()).every((name) => Object.hasOwn(value, name))
  );
}

/** True if a pointer is that of the document, of its components, or of all components of a kind. */
function isAboveComponents([root, ...others]: Pointer): boolean {
  return root === undefined || (root === "components" && others.length < 2);
}

function targetOf(draft: Draft, reference: string): unknown {
  const target = parsePointer(reference);
  return target === undefined ? undefined : valueAt(draft.root, target);
}

/** True if the reference is a value of a discriminator's `mapping`. */
function isMapping({ pointer }: FoundReference): boolean {
  return pointer.at(-1) !== "$ref";
}

/** The kinds of objects that remain without their reference. */
const REMAINING: { readonly [Kind in NodeKind]?: string } = {
  schema: "it is read as an unknown value",
  response: "it is read as a response without content",
  mediaType: "it is read as a media type without a schema",
  pathItem: "it is ignored",
};

function readingOf(found: FoundReference): string {
  return (isMapping(found) ? undefined : REMAINING[found.kind]) ?? "it is ignored";
}

/** Removes a reference from its object, if the object remains. */
function disconnect(draft: Draft, found: FoundReference): void {
  const place = found.pointer.slice(0, -1);
  const owner = valueAt(draft.root, place);
  if (isMapping(found) || REMAINING[found.kind] === undefined || !isRecord(owner)) return;
  draft.remove([found.pointer]);
  if (found.kind !== "response") return;
  if (owner.description === undefined) define(owner, "description", "");
  if (owner.content === undefined) define(owner, "content", {});
}

/** The node that must be removed together with a reference. */
function removedWith(found: FoundReference): readonly Pointer[] {
  if (isMapping(found)) return [found.pointer];
  return REMAINING[found.kind] === undefined ? [found.pointer.slice(0, -1)] : [];
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
