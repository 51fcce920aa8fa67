import { join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { type Change, type DeleteChange, isApplied, type WriteChange } from "./change.ts";
import { type Disk, nodeDisk } from "./disk.ts";
import { type Display, unchanged } from "./display.ts";
import { readJournal, type Step, writeJournal } from "./journal.ts";
import { assertInside } from "./safe-path.ts";
import { discard, Swap, stagedFile } from "./swap.ts";
import { workFolder } from "./work-folder.ts";
import { writeFailure } from "./write-failure.ts";

/**
 * Applies all changes or none. New files are written to a folder aside, and a journal of the steps; then the files are moved into
 * place. If that fails, all steps are undone. If the process is killed, the next run completes the swap with {@link completeSwap}.
 *
 * @param root The absolute output folder. It exists, and its lock is held.
 * @param display Converts a path in the root for messages. Default: unchanged.
 * @returns Warnings about files that were edited in the meantime, which are left unchanged.
 * @throws {DiagnosticError} if a file cannot be written, or a path is outside the root.
 */
export async function applyChanges(
  changes: readonly Change[],
  root: string,
  disk: Disk = nodeDisk,
  display: Display = unchanged,
): Promise<readonly Diagnostic[]> {
  const applied = changes.filter(isApplied);
  if (applied.length === 0) return [];
  for (const { path } of applied) assertInside(path);
  const steps = applied.map(stepOf);
  const swap = new Swap(root, steps, disk);
  try {
    const staged = stage(applied, root, { swap, disk });
    await writeJournal(root, steps, { staged, disk });
    swap.complete();
    swap.close();
    return swap.left.map((path) => leftAlone(display(path)));
  } catch (error) {
    const { current } = swap;
    throw writeFailed(display(current), error, undone(swap));
  }
}

/**
 * Completes the swap of a run that was killed. Files that were edited since are left unchanged.
 *
 * @returns A warning, if there was such a run.
 * @throws {DiagnosticError} if it cannot be completed. The next run can try again.
 */
export function completeSwap(
  root: string,
  disk: Disk = nodeDisk,
  display: Display = unchanged,
): readonly Diagnostic[] {
  const steps = readJournal(root);
  if (steps === undefined) {
    discard(root, disk);
    return [];
  }
  const swap = new Swap(root, steps, disk);
  try {
    swap.complete();
    swap.close();
  } catch (error) {
    throw writeFailed(display(swap.current), error, false);
  }
  return [
    diagnostic("run-completed", { folder: root }),
    ...swap.left.map((path) => leftAlone(display(path))),
  ];
}

function stepOf(change: WriteChange | DeleteChange): Step {
  const { path, before } = change;
  if (change.kind === "delete") return { kind: "delete", path, before, after: "nothing" };
  return { kind: "write", path, before, after: change.after };
}

interface Staging {
  readonly swap: Swap;
  readonly disk: Disk;
}

/** Writes all new files aside. Returns their absolute paths. */
function stage(
  applied: readonly (WriteChange | DeleteChange)[],
  root: string,
  { swap, disk }: Staging,
): readonly string[] {
  // Leftovers of another swap would be treated as steps of this one.
  disk.removeAll(workFolder(root));
  for (const folder of ["new", "old"]) disk.makeFolder(join(workFolder(root), folder));
  const staged: string[] = [];
  for (const [index, change] of applied.entries()) {
    if (change.kind === "delete") continue;
    swap.current = change.path;
    staged.push(stagedFile(root, index));
    disk.writeFile(stagedFile(root, index), change.text);
  }
  return staged;
}

/** Undoes a swap that failed. Returns whether that succeeded. */
function undone(swap: Swap): boolean {
  try {
    swap.undo();
    swap.close();
    return true;
  } catch {
    return false;
  }
}

function writeFailed(path: string, error: unknown, isUndone: boolean): Error {
  if (error instanceof DiagnosticError) return error;
  const rest = isUndone
    ? ""
    : "; some files are already replaced, and the next `sdkgen generate` replaces the others";
  return writeFailure(path, error, rest);
}

function leftAlone(path: string): Diagnostic {
  return diagnostic("changed-meanwhile", { path });
}
