import { readFile, stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { glob } from "tinyglobby";
import { type SpecFiles, UnreadableFileError } from "./files.ts";

/**
 * Reads files from disk.
 *
 * @param relativeTo The folder that paths in messages are relative to.
 */
export function diskFiles(relativeTo: string): SpecFiles {
  return {
    read: readRegularFile,
    find: async (pattern, directory, ignore) => {
      const found = await glob(pattern, { cwd: directory, absolute: true, ignore: [...ignore] });
      return found.map((path) => resolve(path));
    },
    display: (path) => relative(relativeTo, path).split(sep).join("/"),
  };
}

async function readRegularFile(path: string): Promise<Uint8Array | "missing"> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "missing";
    throw new UnreadableFileError(code);
  }
  throw new UnreadableFileError("not a regular file");
}
