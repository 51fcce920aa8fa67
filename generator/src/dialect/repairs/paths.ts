import { entriesOf, isRecord } from "../../spec/guards.ts";
import { type Draft, define } from "../draft/index.ts";

/** Adds missing slashes, writes parameters in braces, and reports paths that a server cannot distinguish. */
export function repairPaths(draft: Draft): void {
  const { paths } = draft.root;
  for (const [path, item] of entriesOf(paths)) {
    if (path.startsWith("x-") || !isRecord(paths)) continue;
    const absolute = path.startsWith("/") ? path : `/${path}`;
    if (absolute !== path) draft.report("invalid-path", { path }, ["paths", path]);
    const template = absolute.replace(COLON, "/{$1}");
    if (template !== absolute) draft.report("colon-parameter", { path, template }, ["paths", path]);
    if (template === path) continue;
    const other = paths[template];
    // Of two operations with one method, that of the correct path counts.
    define(paths, template, isRecord(other) && isRecord(item) ? { ...item, ...other } : (other ?? item));
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

/** A parameter as routers of web frameworks write it: `/orders/:id`. In `/orders:cancel`, the colon is part of the path. */
const COLON = /\/:([A-Za-z_]\w*)(?=\/|$)/g;
