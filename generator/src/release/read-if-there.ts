import { readFile } from "node:fs/promises";

/**
 * The text of a file; undefined when there is no such file.
 *
 * @param unreadable the error when there is one that cannot be read: taken for missing, it would hide what it says.
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
