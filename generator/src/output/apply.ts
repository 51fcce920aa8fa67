import { rename as renameFile } from "node:fs/promises";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Change, DeleteChange, WriteChange } from "./change.ts";
import { assertInside } from "./safe-path.ts";
import { Swap } from "./swap.ts";

/**
 * Applies all changes or none: files are written to a temporary folder, then moved into place one by one. If that fails, all
 * changes are undone.
 *
 * @param root The absolute output folder. It is created if it does not exist.
 * @param rename Moves a file. Default: `rename` of the file system.
 * @throws {DiagnosticError} if a file cannot be written, or a path is outside the root.
 */
export async function applyChanges(
  changes: readonly Change[],
  root: string,
  rename: (from: string, to: string) => Promise<void> = renameFile,
): Promise<void> {
  const writes = changes.filter(isWrite);
  const deletes = changes.filter((change) => change.kind === "delete");
  if (writes.length + deletes.length === 0) return;
  for (const { path } of [...writes, ...deletes]) assertInside(path.replace(/\/$/, ""));
  const swap = new Swap(root, rename);
  try {
    await swap.stage(writes);
    const blocking = deletes.filter((stray) => isInTheWay(stray, writes));
    for (const { path } of blocking) await swap.remove(path);
    for (const { path } of writes) await swap.put(path);
    for (const stray of deletes) if (!blocking.includes(stray)) await swap.remove(stray.path);
  } catch (error) {
    const { current } = swap;
    const kept = await swap.undo();
    if (error instanceof DiagnosticError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const rest = kept === undefined ? "" : `; the previous files could not be restored and are in ${kept}`;
    throw new DiagnosticError([diagnostic("write-failed", { path: current, reason: `${reason}${rest}` })]);
  }
  await swap.close();
}

function isWrite(change: Change): change is WriteChange {
  return change.kind === "create" || change.kind === "update";
}

/** Whether a stray file is in the place of a folder for a generated one, or the other way round. */
function isInTheWay({ path }: DeleteChange, writes: readonly WriteChange[]): boolean {
  return writes.some((write) => write.path.startsWith(`${path}/`) || path.startsWith(`${write.path}/`));
}
