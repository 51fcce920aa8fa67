import { readFile } from "node:fs/promises";

/**
 * Reads a file. Returns `undefined` if it does not exist.
 *
 * @param unreadable Creates the error for a file that exists but cannot be read.
 */
export async function readIfThere(
  file: string,
  unreadable: (reason: string) => Error,
): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT") return undefined;
    throw unreadable(code);
  }
}
