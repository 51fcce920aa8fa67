import {
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";

/**
 * The operations that change the disk. They are synchronous, so that nothing, such as a signal handler, runs between the steps of a
 * swap, except for the slow one. Tests make single operations fail.
 */
export interface Disk {
  /** Creates a folder and those above it. Returns the first one that it created. */
  makeFolder(path: string): string | undefined;
  writeFile(path: string, text: string): void;
  /** Waits until the content of files is on the device, so that a power failure cannot leave them empty. */
  flush(paths: readonly string[]): Promise<void>;
  /** Gives a file a second path. The paths share their content until one of them is replaced. */
  duplicate(from: string, to: string): void;
  /** Moves a file or a link, and replaces the file in its new place. */
  move(from: string, to: string): void;
  removeFile(path: string): void;
  /** Removes an empty folder. */
  removeFolder(path: string): void;
  /** Removes a folder with everything in it, if it exists. */
  removeAll(path: string): void;
}

/** The disk. */
export const nodeDisk: Disk = {
  makeFolder: (path) => mkdirSync(path, { recursive: true }),
  writeFile: (path, text) => writeFileSync(path, text),
  flush,
  duplicate,
  move: renameSync,
  removeFile: unlinkSync,
  removeFolder: rmdirSync,
  removeAll: (path) => rmSync(path, { recursive: true, force: true }),
};

/** File systems write many files at once much faster than one after the other. */
async function flush(paths: readonly string[]): Promise<void> {
  await Promise.all(
    paths.map(async (path) => {
      const file = await open(path, "r+");
      await file.sync().finally(() => file.close());
    }),
  );
}

/** A hard link needs no space. Some file systems have none. */
function duplicate(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
