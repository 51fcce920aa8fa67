import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";

/**
 * Writes a file outside the packages atomically. Its folder is created.
 *
 * @param file The absolute path.
 * @param path The path for messages.
 * @throws {DiagnosticError} if it cannot be written. An existing file is kept.
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
 * Removes a file that `writeWhole` wrote, if it exists.
 *
 * @throws {DiagnosticError} if it cannot be removed.
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
