import { entriesOf, isRecord } from "../../spec/guards.ts";
import { type Draft, define } from "../draft/index.ts";

/** Adds missing slashes, and reports paths that a server cannot distinguish. */
export function repairPaths(draft: Draft): void {
  const { paths } = draft.root;
  for (const [path, item] of entriesOf(paths)) {
    if (path.startsWith("x-") || path.startsWith("/") || !isRecord(paths)) continue;
    draft.report("invalid-path", { path }, ["paths", path]);
    if (!Object.hasOwn(paths, `/${path}`)) define(paths, `/${path}`, item);
    draft.remove([["paths", path]]);
  }
  const seen = new Map<string, string>();
  for (const [path] of entriesOf(paths)) {
    if (path.startsWith("x-")) continue;
    const shape = path.replace(/\{[^{}]*\}/g, "{}");
    const first = seen.get(shape);
    if (first !== undefined) {
      const related = [draft.place(`the other one is ${first}`, ["paths", first])];
      draft.report("ambiguous-paths", { path }, ["paths", path], related);
    }
    seen.set(shape, first ?? path);
  }
}
