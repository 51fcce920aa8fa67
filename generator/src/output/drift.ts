import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Change } from "./change.ts";

/**
 * Reports every file that differs from the generated one.
 *
 * @param display Converts a path in the output root for messages.
 */
export function describeChanges(changes: readonly Change[], display: (path: string) => string): Diagnostic[] {
  return changes
    .filter((change) => change.kind !== "unchanged")
    .map((change) => {
      const path = display(change.path);
      const line = change.kind === "update" ? (change.line ?? 1) : 1;
      return diagnostic(CODES[change.kind], { path }, { file: path, line, column: 1 });
    });
}

const CODES = { create: "missing-file", update: "outdated-file", delete: "stray-file" } as const;
