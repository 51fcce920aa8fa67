import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Change, EditedChange } from "./change.ts";

/** Converts a path in the output root for messages. */
export type Display = (path: string) => string;

/** Reports everything that differs from what would be generated. */
export function describeChanges(changes: readonly Change[], display: Display): readonly Diagnostic[] {
  return changes.flatMap((change) => describe(change, display));
}

function describe(change: Change, display: Display): readonly Diagnostic[] {
  const path = display(change.path);
  const at = (line: number) => ({ file: path, line, column: 1 });
  switch (change.kind) {
    case "unchanged":
      return [];
    case "create":
      return [diagnostic("missing-file", { path }, at(1))];
    case "update":
      return [diagnostic("outdated-file", { path }, at(change.line ?? 1))];
    case "delete":
      return [diagnostic("stray-file", { path }, at(1))];
    case "edited":
      return [describeEdit(change, display)];
    case "kept":
      return [diagnostic("kept-file", { path }, at(1))];
  }
}

/** Reports a file that was edited, or written in place of a generated one. */
export function describeEdit({ by, path, line }: EditedChange, display: Display): Diagnostic {
  const shown = display(path);
  const code = by === "edited" ? "edited-file" : "foreign-file";
  return diagnostic(code, { path: shown }, { file: shown, line, column: 1 });
}
