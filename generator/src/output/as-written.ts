import { lstatSync, readFileSync, type Stats } from "node:fs";
import type { Change, Present } from "./change.ts";

/** The generated files after these changes were applied: their paths, relative to the output root, and their hashes. */
export function filesAfter(changes: readonly Change[]): readonly (readonly [path: string, hash: Present])[] {
  return changes.flatMap((change) => {
    if (change.kind === "create" || change.kind === "update") return [[change.path, change.after] as const];
    return change.kind === "unchanged" ? [[change.path, change.before] as const] : [];
  });
}

/** The content of a file. `undefined` if the path is empty, a folder or a symbolic link. */
export function contentOf(path: string): Buffer | undefined {
  return statsOf(path)?.isFile() === true ? readFileSync(path) : undefined;
}

/** The size of the entry at a path, in bytes. 0 if it does not exist. */
export function sizeOf(path: string): number {
  return statsOf(path)?.size ?? 0;
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
