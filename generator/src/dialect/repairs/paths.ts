import { entriesOf, isRecord } from "../../spec/guards.ts";
import { operationsIn } from "../../spec/path-item.ts";
import { type Draft, define } from "../draft/index.ts";

/** Adds missing slashes, writes parameters in pairs of braces, and reports paths that a server cannot distinguish. */
export function repairPaths(draft: Draft): void {
  const { paths } = draft.root;
  for (const [path, item] of entriesOf(paths)) {
    if (path.startsWith("x-") || !isRecord(paths)) continue;
    const absolute = path.startsWith("/") ? path : `/${path}`;
    if (absolute !== path) draft.report("invalid-path", { path }, ["paths", path]);
    const inBraces = absolute.replace(COLON, "/{$1}");
    if (inBraces !== absolute) draft.report("colon-parameter", { path, template: inBraces }, ["paths", path]);
    const template = withPairedBraces(inBraces);
    if (template !== inBraces) draft.report("unpaired-braces", { path, template }, ["paths", path]);
    if (template === path) continue;
    const other = paths[template];
    reportTaken(draft, { path, item }, { path: template, item: other });
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

interface PathEntry {
  readonly path: string;
  readonly item: unknown;
}

/** Reports the operations of a repaired path that the correct path has, too. */
function reportTaken(draft: Draft, { path, item }: PathEntry, correct: PathEntry): void {
  if (!isRecord(item) || !isRecord(correct.item)) return;
  const taken = operationsIn(item, ["paths", path]).filter(({ pointer }) =>
    Object.hasOwn(Object(correct.item), pointer.at(-1) ?? ""),
  );
  for (const { method, pointer } of taken) {
    const reason = `${method} ${correct.path} is defined, too`;
    draft.report("unused-member", { name: String(pointer.at(-1)), reason }, pointer);
  }
}

/**
 * A path in which each brace belongs to a parameter: `{id` is read as `{id}`, a segment `id}` as `{id}`, `{{id}}` and `{id}}` as `{id}`, and
 * `{}` as `{value}`.
 */
function withPairedBraces(path: string): string {
  const parts = path.split(/(\{[^{}]*\})/);
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part === "{}" ? "{value}" : part;
      return part.replace(UNPAIRED, (_, unclosed?: string, unopened?: string) => {
        const name = unclosed || unopened || "";
        return name === "" ? "" : `{${name}}`;
      });
    })
    .join("");
}

/** An opening brace with the name that follows it, a whole segment with a closing brace, or any other closing brace. */
const UNPAIRED = /\{([^{}/]*)|(?<=\/)([^{}/]+)\}|\}/g;

/** A parameter as routers of web frameworks write it: `/orders/:id`. In `/orders:cancel`, the colon is part of the path. */
const COLON = /\/:([A-Za-z_]\w*)(?=\/|$)/g;
