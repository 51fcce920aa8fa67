import { isReference } from "../../spec/document.ts";
import { MEMBER_OF, type NodeKind } from "../../spec/grammar.ts";
import { describeValue, isRecord, itemsOf } from "../../spec/guards.ts";
import { nodeName, type Pointer, valueAt } from "../../spec/pointer.ts";
import type { DocumentNode } from "../../spec/walk.ts";
import { type Draft, define } from "../draft/index.ts";
import { hasType, type MemberType, readAs } from "./member-types.ts";
import { MEMBERS, OWNERS, requiredMembers } from "./members.ts";

/** Gives every object its required members, and members the right types; members that cannot be read are removed. */
export function repairShapes(draft: Draft): void {
  for (const { expected, value, pointer } of draft.content.misshapen) {
    report(draft, expected, value, pointer, "ignored");
  }
  draft.remove(draft.content.misshapen.map(({ pointer }) => pointer));
  const removed = draft.content.nodes.flatMap((node) => repairNode(draft, node));
  draft.remove(removed);
  if (CONTENT.every((member) => !isRecord(draft.root[member]))) draft.report("no-operations", {}, []);
}

/** Members of which a document must have at least one. */
const CONTENT = ["paths", "webhooks", "components"];

/** Repairs an object in place, or returns the node that must be removed because it cannot be repaired. */
function repairNode(draft: Draft, node: DocumentNode): readonly Pointer[] {
  const { kind, value } = node;
  if (!isRecord(value)) {
    if (kind === "schema" && typeof value === "boolean") return [];
    const { pointer } = node;
    const reading = value === null || ALWAYS.has(kind) ? EMPTY[kind] : undefined;
    report(
      draft,
      kind === "schema" ? "a schema" : "an object",
      value,
      pointer,
      reading?.reading ?? "ignored",
    );
    if (reading === undefined) return [pointer];
    draft.set(pointer, reading.value());
    return [];
  }
  if (value.$ref !== undefined && typeof value.$ref !== "string" && MEMBER_OF[kind] !== undefined) {
    report(draft, "a string", value.$ref, [...node.pointer, "$ref"], "ignored");
    draft.remove([[...node.pointer, "$ref"]]);
  }
  let lost: ReadonlySet<string> = NOTHING;
  const members = MEMBERS_OF.get(kind);
  // An object has few of the members that its kind may have.
  for (const member of members === undefined ? [] : Object.keys(value)) {
    const expected = members?.get(member);
    if (expected === undefined || hasType(value[member], expected)) continue;
    const isKept = repairMember(draft, { kind, member, expected }, value, node.pointer);
    if (!isKept) lost = new Set([...lost, member]);
  }
  if (isReference(value)) return [];
  const missing = requiredMembers(kind, value, lost).filter((name) => value[name] === undefined);
  if (missing.length === 0) return [];
  for (const name of missing.filter((name) => !lost.has(name) || ASSUMED[kind]?.[name] !== undefined)) {
    const assumed = ASSUMED[kind]?.[name];
    const owner = OWNERS[kind] ?? kind;
    const reading =
      assumed === undefined ? `${owner} is ignored` : `it is read as ${JSON.stringify(assumed)}`;
    draft.report("missing-member", { owner, name, reading }, node.pointer);
    if (assumed === undefined) continue;
    define(value, name, assumed);
    draft.changed();
  }
  return missing.some((name) => value[name] === undefined) ? [node.pointer] : [];
}

const NOTHING: ReadonlySet<string> = new Set();

const MEMBERS_OF = new Map(
  Object.entries(MEMBERS).map(([kind, members]) => [kind, new Map(Object.entries(members))]),
);

/** Objects that cannot be removed. */
const ALWAYS: ReadonlySet<NodeKind> = new Set(["schema", "info"]);

/** The interpretation of a missing value. */
const EMPTY: Partial<Record<NodeKind, { readonly reading: string; value(): unknown }>> = {
  info: { reading: "read as that of an unnamed API", value: () => ({ title: "API", version: "0.0.0" }) },
  schema: { reading: "read as `true`, so every value is allowed", value: () => true },
  operation: { reading: "read as empty", value: () => ({}) },
  pathItem: { reading: "read as empty", value: () => ({}) },
  response: { reading: "read as empty", value: () => ({}) },
  mediaType: { reading: "read as empty", value: () => ({}) },
};

/** Replacements of missing members. */
const ASSUMED: Partial<Record<NodeKind, { readonly [member: string]: unknown }>> = {
  document: { info: { title: "API", version: "0.0.0" } },
  info: { title: "API", version: "0.0.0" },
};

interface Member {
  readonly kind: NodeKind;
  readonly member: string;
  readonly expected: MemberType;
}

/** Returns whether the member remains. */
function repairMember(
  draft: Draft,
  { kind, member, expected }: Member,
  owner: Readonly<Record<string, unknown>>,
  pointer: Pointer,
): boolean {
  const value = owner[member];
  const place = [...pointer, member];
  if (kind === "schema" && member === "required" && typeof value === "boolean") {
    const isProperty = value && requireProperty(draft, pointer);
    const reading = isProperty ? "read as a member of the object's `required`" : "ignored";
    report(draft, expected, value, place, reading);
    draft.remove([place]);
    return false;
  }
  const meant = readAs(value, expected);
  report(draft, expected, value, place, meant === undefined ? "ignored" : `read as ${JSON.stringify(meant)}`);
  if (meant === undefined) draft.remove([place]);
  else draft.set(place, meant);
  return meant !== undefined;
}

/** Adds a property to the required ones of its object. Returns whether it is a property. */
function requireProperty(draft: Draft, pointer: Pointer): boolean {
  const name = pointer.at(-1);
  if (pointer.at(-2) !== "properties" || name === undefined) return false;
  const place = [...pointer.slice(0, -2), "required"];
  const required = itemsOf(valueAt(draft.document.root, place));
  if (!required.includes(name)) draft.set(place, [...required, String(name)]);
  return true;
}

function report(draft: Draft, expected: string, value: unknown, pointer: Pointer, reading: string): void {
  const facts = { name: nodeName(pointer), expected, found: describeValue(value), reading };
  draft.report("wrong-shape", facts, pointer);
}
