import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "./change.ts";
import type { OutputPlace } from "./reconcile.ts";
import { assertNoLinks } from "./safe-path.ts";
import { SeenFiles } from "./seen-files.ts";
import { journalFile } from "./work-folder.ts";

/** The hashes of files by their paths, relative to the output root. */
export type FileHashes = readonly (readonly [path: string, hash: string])[];

/** The hashes of the generated files after these changes were applied, without reading them. */
export function hashesAfter(changes: readonly Change[]): FileHashes {
  return changes.flatMap((change) => {
    if (change.kind === "create" || change.kind === "update") return [[change.path, change.after] as const];
    return change.kind === "unchanged" ? [[change.path, change.before] as const] : [];
  });
}

/** The hashes of files on disk. A path without a file has what is in its place. */
async function hashesOnDisk(root: string, paths: readonly string[]): Promise<FileHashes> {
  const seen = new SeenFiles();
  const hashes: [string, string][] = [];
  for (const path of paths) hashes.push([path, (await seen.look(join(root, path))).present]);
  return hashes;
}

/** Whether the files of an earlier run are on disk as they were, and no run is to be completed. */
export async function areAsWritten({ root, folders }: OutputPlace, files: FileHashes): Promise<boolean> {
  if (existsSync(journalFile(root))) return false;
  for (const folder of folders) await assertNoLinks(root, folder);
  const now = await hashesOnDisk(
    root,
    files.map(([path]) => path),
  );
  return now.every(([, hash], index) => hash === files[index]?.[1]);
}
