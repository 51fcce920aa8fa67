import { rename as renameFile } from "node:fs/promises";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Change, DeleteChange, WriteChange } from "./change.ts";
import { assertInside } from "./safe-path.ts";
import { Swap } from "./swap.ts";

/**
 * Makes the disk as it was generated, or leaves it as it is: everything is first written to a folder aside, then
 * moved into place file by file, and what was moved or deleted before a failure is put back.
 *
 * @param root the absolute output folder; made when there is none.
 * @param rename how a file is moved. Default: that of the file system.
 * @throws {DiagnosticError} when a file cannot be written, or a path leads out of the root.
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
    const rest = kept === undefined ? "" : `; what was there before could not be put back and is in ${kept}`;
    throw new DiagnosticError([diagnostic("write-failed", { path: current, reason: `${reason}${rest}` })]);
  }
  await swap.close();
}

function isWrite(change: Change): change is WriteChange {
  return change.kind === "create" || change.kind === "update";
}

/** Whether a stray file stands where a generated one needs a folder, or the other way round. */
function isInTheWay({ path }: DeleteChange, writes: readonly WriteChange[]): boolean {
  return writes.some((write) => write.path.startsWith(`${path}/`) || path.startsWith(`${write.path}/`));
}
