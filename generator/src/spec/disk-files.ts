import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { ENTRY_NAMES, LargeFileError, MAXIMUM_BYTES, type SpecFiles, UnreadableFileError } from "./files.ts";

/**
 * Reads files from disk.
 *
 * @param relativeTo The folder that paths in messages are relative to.
 */
export function diskFiles(relativeTo: string): SpecFiles {
  return {
    read: readRegularFile,
    find: async (pattern, directory, ignore) => {
      const { glob } = await import("tinyglobby");
      const found = await glob(pattern, { cwd: directory, absolute: true, ignore: [...ignore] });
      return found.map((path) => resolve(path));
    },
    home: async (path) => {
      const folder = await realPath(dirname(path));
      return (await repositoryOf(folder)) ?? folder;
    },
    real: realPath,
    entryOf: async (path) => {
      if (!(await kindOf(path))?.isDirectory()) return undefined;
      for (const name of ENTRY_NAMES) if ((await kindOf(join(path, name)))?.isFile()) return join(path, name);
      return undefined;
    },
    display: (path) => relative(relativeTo, path).split(sep).join("/"),
  };
}

async function readRegularFile(path: string): Promise<Uint8Array | "missing"> {
  try {
    const stats = await stat(path);
    if (stats.size > MAXIMUM_BYTES) throw new LargeFileError();
    if (stats.isFile()) return await readFile(path);
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "missing";
    throw new UnreadableFileError(code);
  }
  throw new UnreadableFileError("not a regular file");
}

function kindOf(path: string) {
  return stat(path).catch(() => undefined);
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let next = folder; ; next = dirname(next)) {
    if ((await kindOf(join(next, ".git"))) !== undefined) return next;
    if (next === dirname(next)) return undefined;
  }
}

/** The real path of the nearest folder that exists, with the rest of the path. */
async function realPath(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined || path === dirname(path)) return real ?? path;
  return join(await realPath(dirname(path)), basename(path));
}
