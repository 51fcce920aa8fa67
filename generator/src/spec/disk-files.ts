import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import {
  ENTRY_NAMES,
  FolderError,
  LargeFileError,
  MAXIMUM_BYTES,
  type SpecFiles,
  UnreadableFileError,
} from "./files.ts";

/**
 * Reads files from disk, one after the other: for files of this size, that takes less time than the threads of `node:fs/promises`.
 *
 * @param relativeTo The folder that paths in messages are relative to.
 */
export function diskFiles(relativeTo: string): SpecFiles {
  return {
    read: readRegularFile,
    find: async (...parameters) => (await import("./find-files.ts")).findFiles(...parameters),
    home: async (path) => {
      const folder = realPath(dirname(path));
      return repositoryOf(folder) ?? folder;
    },
    real: async (path) => realPath(path),
    entryOf: async (path) => {
      if (!statsOf(path)?.isDirectory()) return undefined;
      return ENTRY_NAMES.map((name) => join(path, name)).find((file) => statsOf(file)?.isFile());
    },
    display: (path) => relative(relativeTo, path).split(sep).join("/") || ".",
  };
}

async function readRegularFile(path: string): Promise<Uint8Array | "missing"> {
  try {
    const stats = statSync(path);
    if (stats.size > MAXIMUM_BYTES) throw new LargeFileError();
    if (stats.isFile()) return readFileSync(path);
    if (stats.isDirectory()) {
      readdirSync(path);
      throw new FolderError();
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "missing";
    throw new UnreadableFileError(code);
  }
  throw new UnreadableFileError("not a regular file");
}

/** `undefined` if nothing is there, or it cannot be examined. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The top folder of the git repository that contains a folder. Undefined if there is none. */
export function repositoryOf(folder: string): string | undefined {
  for (let next = folder; ; next = dirname(next)) {
    if (statsOf(join(next, ".git")) !== undefined) return next;
    if (next === dirname(next)) return undefined;
  }
}

/** The real path of the nearest folder that exists, with the rest of the path. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path === dirname(path) ? path : join(realPath(dirname(path)), basename(path));
  }
}
