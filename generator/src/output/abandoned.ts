import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { MARKER } from "./reconcile.ts";

/**
 * Tells of packages that an earlier run wrote and this one would not: their names may have changed, or the document
 * that they came from may be another. They stay where they are.
 *
 * @param root the absolute output folder; may be missing.
 * @param display turns a path below it into one for people.
 */
export async function abandonedPackages(
  root: string,
  ownedFolders: readonly string[],
  display: (path: string) => string,
): Promise<readonly Diagnostic[]> {
  const beside = await readdir(root, { withFileTypes: true }).catch(() => []);
  return beside
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, MARKER)))
    .map(({ name }) => name)
    .filter((name) => !ownedFolders.some((folder) => folder === name || folder.startsWith(`${name}/`)))
    .sort()
    .map((name) => diagnostic("abandoned-package", { folder: display(name) }));
}
