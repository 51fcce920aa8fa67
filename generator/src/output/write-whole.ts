import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { writeFailure } from "./write-failure.ts";

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
    throw writeFailure(path, error);
  }
}

/**
 * Removes a file that `writeWhole` wrote, if it exists.
 *
 * @throws {DiagnosticError} if it cannot be removed.
 */
export async function removeFile(file: string, path: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    throw writeFailure(path, error);
  });
}
