import { entriesOf } from "../spec/guards.ts";
import type { Findings } from "./findings.ts";

/** Checks that paths start with a slash, and that a server can tell them apart. */
export function checkPaths(findings: Findings): void {
  const seen = new Map<string, string>();
  for (const [path] of entriesOf(findings.root.paths)) {
    if (path.startsWith("x-")) continue;
    if (!path.startsWith("/")) findings.report("invalid-path", { path }, ["paths", path]);
    const shape = path.replace(/\{[^{}]*\}/g, "{}");
    const first = seen.get(shape);
    if (first !== undefined) {
      findings.report(
        "ambiguous-paths",
        { path },
        ["paths", path],
        [findings.place(`the other one is ${first}`, ["paths", first])],
      );
    }
    seen.set(shape, first ?? path);
  }
}
