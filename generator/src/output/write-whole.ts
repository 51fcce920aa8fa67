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
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("write-failed", { path, reason })]);
  }
}
