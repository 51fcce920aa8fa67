import type { EditedChange } from "../output/index.ts";
import type { CommandContext } from "./command.ts";
import { displayPath } from "./terminal.ts";

/** The output of a command about edited generated files: their differences, as an outcome. */
export async function showEdits(
  edited: readonly EditedChange[],
  root: string,
  { terminal }: CommandContext,
): Promise<{ readonly lines: readonly string[]; readonly facts: { readonly edited?: readonly object[] } }> {
  if (edited.length === 0) return { lines: [], facts: {} };
  const { diffOf, editLines } = await import("../report/edits.ts");
  const edits = edited.map((edit) => ({ ...edit, path: displayPath(terminal, root, edit.path) }));
  const colour = terminal.stdout.isTTY === true && !terminal.env.NO_COLOR;
  return {
    lines: editLines(edits, colour),
    facts: { edited: edits.map((edit) => ({ path: edit.path, by: edit.by, diff: diffOf(edit) })) },
  };
}
