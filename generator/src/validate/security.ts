import { nearest } from "../diagnostics/index.ts";
import { entriesOf, isRecord, itemsOf } from "../spec/guards.ts";
import type { Pointer } from "../spec/pointer.ts";
import type { Findings } from "./findings.ts";

/** The required members of each type of scheme. */
const MEMBERS: { readonly [type: string]: readonly string[] | undefined } = {
  apiKey: ["name", "in"],
  http: ["scheme"],
};

/** Checks that security schemes are complete, and that security requirements use defined schemes. */
export function checkSecurity(findings: Findings): void {
  const { components } = findings.root;
  const schemes = entriesOf(isRecord(components) ? components.securitySchemes : undefined).map(
    ([name]) => name,
  );
  for (const { value, pointer } of findings.objects("securityScheme")) {
    for (const name of MEMBERS[String(value.type)] ?? []) {
      if (value[name] === undefined)
        findings.report("missing-member", { owner: "this security scheme", name }, pointer);
    }
  }
  checkRequirements(findings, schemes, findings.root.security, ["security"]);
  for (const { value, pointer } of findings.objects("operation")) {
    checkRequirements(findings, schemes, value.security, [...pointer, "security"]);
  }
}

function checkRequirements(
  findings: Findings,
  schemes: readonly string[],
  requirements: unknown,
  pointer: Pointer,
): void {
  for (const [index, requirement] of itemsOf(requirements).entries()) {
    for (const [scheme] of entriesOf(requirement)) {
      if (schemes.includes(scheme)) continue;
      findings.report("unknown-security-scheme", { scheme, suggestion: nearest(scheme, schemes) }, [
        ...pointer,
        index,
        scheme,
      ]);
    }
  }
}
