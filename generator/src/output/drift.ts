import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Change } from "./change.ts";

/**
 * Tells of every file that is not as it is generated.
 *
 * @param display turns a path below the output root into one for people.
 */
export function describeChanges(
  changes: readonly Change[],
  display: (path: string) => string,
): Diagnostic[] {
  return changes.flatMap((change) => {
    const path = display(change.path);
    const location = { file: path, line: 1, column: 1 };
    switch (change.kind) {
      case "create":
        return [diagnostic("missing-file", { path }, location)];
      case "update":
        return [diagnostic("outdated-file", { path }, { ...location, line: change.line ?? 1 })];
      case "delete":
        return [diagnostic("stray-file", { path }, location)];
      case "unchanged":
        return [];
    }
  });
}
