import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";

/**
 * Writes one file outside of the packages; aside first, so that nobody ever reads half of it. Its folder is made.
 *
 * @param file the absolute path.
 * @param path the path for messages.
 * @throws {DiagnosticError} when it cannot be written; what was there before stays.
 */
export async function writeWhole(file: string, text: string, path: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(aside, text);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    throw writeFailed(path, error);
  }
}

/**
 * Takes a file away that `writeWhole` wrote; one that is not there is none to worry about.
 *
 * @throws {DiagnosticError} when it cannot be taken away.
 */
export async function removeFile(file: string, path: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    throw writeFailed(path, error);
  });
}

function writeFailed(path: string, error: unknown): DiagnosticError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DiagnosticError([diagnostic("write-failed", { path, reason })]);
}
