import { readFileSync } from "node:fs";
import * as v from "valibot";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Disk } from "./disk.ts";
import { isInside } from "./safe-path.ts";
import { journalFile } from "./work-folder.ts";

/** A file to write or delete. */
export interface Step {
  readonly kind: "write" | "delete";
  /** Relative to the output root, with `/`. */
  readonly path: string;
  /** The entry before and after the step. The step is skipped if the path contains something else. */
  readonly before: string;
  readonly after: string;
}

const steps = v.array(
  v.object({
    kind: v.picklist(["write", "delete"]),
    path: v.pipe(v.string(), v.check(isInside)),
    before: v.string(),
    after: v.string(),
  }),
);

/**
 * Writes the journal, whole or not at all, when the files that it mentions are on the device.
 *
 * @param staged The absolute paths of these files.
 */
export async function writeJournal(
  root: string,
  own: readonly Step[],
  { staged, disk }: { readonly staged: readonly string[]; readonly disk: Disk },
): Promise<void> {
  const draft = `${journalFile(root)}.draft`;
  disk.writeFile(draft, JSON.stringify(own, undefined, 1));
  await disk.flush([...staged, draft]);
  disk.move(draft, journalFile(root));
}

/**
 * Reads the journal of a run that was interrupted. `undefined` if there is none.
 *
 * @throws {DiagnosticError} if it is damaged.
 */
export function readJournal(root: string): readonly Step[] | undefined {
  const text = readIfThere(journalFile(root));
  if (text === undefined) return undefined;
  try {
    return v.parse(steps, JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("broken-journal", { file: journalFile(root), reason })]);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}

/** Reports a swap that was interrupted, or is in progress. */
export function interruptedRun(root: string, display: (path: string) => string): readonly Diagnostic[] {
  return readJournal(root) === undefined
    ? []
    : [diagnostic("interrupted-run", { folder: display("") || "." })];
}
