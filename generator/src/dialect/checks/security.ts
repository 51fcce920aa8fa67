import { nearest } from "../../diagnostics/index.ts";
import { entriesOf, isRecord, itemsOf } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import type { Draft } from "../draft/index.ts";

/** The required members of each type of scheme. */
const MEMBERS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["apiKey", ["name", "in"]],
  ["http", ["scheme"]],
]);

/** Checks that security schemes are complete, and that security requirements use defined schemes. */
export function checkSecurity(draft: Draft): void {
  const { components } = draft.root;
  const schemes = entriesOf(isRecord(components) ? components.securitySchemes : undefined).map(
    ([name]) => name,
  );
  for (const { value, pointer } of draft.objects("securityScheme")) {
    for (const name of MEMBERS.get(value.type) ?? []) {
      if (value[name] === undefined)
        draft.report("missing-member", { owner: "this security scheme", name }, pointer);
    }
  }
  checkRequirements(draft, schemes, draft.root.security, ["security"]);
  for (const { value, pointer } of draft.objects("operation")) {
    checkRequirements(draft, schemes, value.security, [...pointer, "security"]);
  }
}

function checkRequirements(
  draft: Draft,
  schemes: readonly string[],
  requirements: unknown,
  pointer: Pointer,
): void {
  for (const [index, requirement] of itemsOf(requirements).entries()) {
    for (const [scheme] of entriesOf(requirement)) {
      if (schemes.includes(scheme)) continue;
      draft.report("unknown-security-scheme", { scheme, suggestion: nearest(scheme, schemes) }, [
        ...pointer,
        index,
        scheme,
      ]);
    }
  }
}
