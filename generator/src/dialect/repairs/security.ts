import { nearest } from "../../diagnostics/index.ts";
import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";
import { addScheme } from "./schemes.ts";

/** The required members of each type of scheme. */
const MEMBERS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["apiKey", ["name", "in"]],
  ["http", ["scheme"]],
]);

/** Removes security schemes that are incomplete, and requirements of schemes that are not defined. */
export function repairSecurity(draft: Draft): void {
  const incomplete: Pointer[] = [];
  for (const { value, pointer } of draft.objects("securityScheme")) {
    for (const name of MEMBERS.get(value.type) ?? []) {
      if (value[name] !== undefined) continue;
      const facts = { owner: "this security scheme", name, reading: "the scheme is ignored" };
      draft.report("missing-member", facts, pointer);
      incomplete.push(pointer);
    }
  }
  draft.remove(incomplete);
  defineUsual(draft);
  const { components } = draft.root;
  const schemes = entriesOf(isRecord(components) ? components.securitySchemes : undefined).map(
    ([name]) => name,
  );
  repairRequirements(draft, schemes, draft.root.security, ["security"]);
  for (const { value, pointer } of draft.objects("operation")) {
    repairRequirements(draft, schemes, value.security, [...pointer, "security"]);
  }
}

/** Defines the schemes that are required but not defined, and whose names say what they are: frameworks name them so by default. */
function defineUsual(draft: Draft): void {
  const { components, security } = draft.root;
  const schemes = entriesOf(isRecord(components) ? components.securitySchemes : undefined).map(
    ([name]) => name,
  );
  const places = [
    { value: security, pointer: ["security"] },
    ...draft.objects("operation").map(({ value, pointer }) => ({
      value: value.security,
      pointer: [...pointer, "security"],
    })),
  ];
  const found = new Map<string, Pointer>();
  for (const { value, pointer } of places)
    for (const [index, requirement] of itemsOf(value).entries())
      for (const [scheme] of entriesOf(requirement))
        if (!schemes.includes(scheme) && !found.has(scheme)) found.set(scheme, [...pointer, index, scheme]);
  for (const [scheme, pointer] of found) {
    const usual = USUAL.find(({ name }) => name.test(scheme));
    if (usual === undefined || nearest(scheme, schemes) !== undefined) continue;
    draft.report("assumed-security-scheme", { scheme, reading: usual.scheme }, pointer);
    addScheme(draft, scheme, { type: "http", scheme: usual.scheme });
  }
}

const USUAL = [
  { name: /bearer|jwt|access[-_ ]?token/i, scheme: "bearer" },
  { name: /^(http)?[-_ ]?basic[-_ ]?(auth)?$/i, scheme: "basic" },
];

/** An alternative that needs an unknown scheme cannot be met, so it is removed as a whole. */
function repairRequirements(
  draft: Draft,
  schemes: readonly string[],
  requirements: unknown,
  pointer: Pointer,
): void {
  const removed: Pointer[] = [];
  for (const [index, requirement] of itemsOf(requirements).entries()) {
    for (const [scheme] of entriesOf(requirement)) {
      if (schemes.includes(scheme)) continue;
      const facts = { scheme, suggestion: nearest(scheme, schemes) };
      draft.report("unknown-security-scheme", facts, [...pointer, index, scheme]);
      removed.push([...pointer, index]);
    }
  }
  if (removed.length === 0) return;
  draft.remove(removed);
  // An empty list would make the operation public.
  if (itemsOf(requirements).length === 0) draft.remove([pointer]);
}
