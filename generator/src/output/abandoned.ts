import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { MARKER } from "./reconcile.ts";

/**
 * Reports packages of earlier runs that are no longer generated, for example because they were renamed. They are not deleted.
 *
 * @param root The absolute output folder. It need not exist.
 * @param display Converts a path in it for messages.
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
