import { lstat, readFile } from "node:fs/promises";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Present } from "./change.ts";
import { hashOf } from "./content.ts";

/** What is in a place on disk, with the content of a file. */
export interface Found {
  readonly present: Present;
  readonly bytes?: Buffer;
}

/**
 * Looks at a place. A symbolic link is not followed.
 *
 * @throws {DiagnosticError} if it cannot be read.
 */
export async function look(path: string): Promise<Found> {
  try {
    return await read(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("unreadable-folder", { folder: path, reason })]);
  }
}

async function read(path: string): Promise<Found> {
  const stats = await lstat(path).catch(nothingThere);
  if (stats === undefined) return { present: "nothing" };
  if (stats.isDirectory()) return { present: "folder" };
  if (!stats.isFile()) return { present: "link" };
  const bytes = await readFile(path);
  return { present: hashOf(bytes), bytes };
}

function nothingThere(error: unknown): undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // A file in the place of one of its folders: nothing is in the place itself.
  if (code === "ENOENT" || code === "ENOTDIR") return undefined;
  throw error;
}
