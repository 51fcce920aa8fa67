import { entriesOf, isRecord } from "../../spec/guards.ts";
import { type Draft, define } from "../draft/index.ts";

/**
 * Reads `/orders/:id`, the form of routers, as `/orders/{id}`. The operations of a path that has this form already are added to it. A path
 * whose operations the other one has, too, stays.
 */
export function repairColonParameters(draft: Draft): void {
  const { paths } = draft.root;
  if (!isRecord(paths)) return;
  for (const [path, item] of entriesOf(paths)) {
    const reading = path.replace(COLON, "/{$1}");
    const other = paths[reading];
    if (reading === path || path.startsWith("x-") || !isRecord(item)) continue;
    if (other !== undefined && (!isRecord(other) || Object.keys(item).some((name) => name in other)))
      continue;
    draft.report("colon-parameter", { path, reading }, ["paths", path]);
    if (other === undefined) define(paths, reading, item);
    else for (const [name, member] of Object.entries(item)) define(other, name, member);
    draft.remove([["paths", path]]);
  }
}

/** A whole segment of a path. A colon after other text is part of an action: `/orders/{id}:cancel`. */
const COLON = /\/:([\p{L}_][\p{L}\p{N}_]*)\??(?=\/|$)/gu;
