import { entriesOf } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";

/** Checks that paths start with a slash, and that a server can tell them apart. */
export function checkPaths(draft: Draft): void {
  const seen = new Map<string, string>();
  for (const [path] of entriesOf(draft.root.paths)) {
    if (path.startsWith("x-")) continue;
    if (!path.startsWith("/")) draft.report("invalid-path", { path }, ["paths", path]);
    const shape = path.replace(/\{[^{}]*\}/g, "{}");
    const first = seen.get(shape);
    if (first !== undefined) {
      draft.report(
        "ambiguous-paths",
        { path },
        ["paths", path],
        [draft.place(`the other one is ${first}`, ["paths", first])],
      );
    }
    seen.set(shape, first ?? path);
  }
}
