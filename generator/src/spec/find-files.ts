import { resolve } from "node:path";
import { glob } from "tinyglobby";

/** The absolute paths of the files on disk that match a glob, which is relative to a folder. */
export async function findFiles(
  pattern: string,
  directory: string,
  ignore: readonly string[],
): Promise<readonly string[]> {
  const found = await glob(pattern, { cwd: directory, absolute: true, ignore: [...ignore] });
  return found.map((path) => resolve(path));
}
