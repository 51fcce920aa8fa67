import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { INVENTORY } from "./inventory.ts";

/**
 * Reports packages of earlier runs that are no longer generated, for example because they were renamed. They are not deleted.
 *
 * @param root The absolute output folder. It need not exist.
 * @param display Converts a path in it for messages.
 */
export async function abandonedPackages(
  root: string,
  folders: readonly string[],
  display: (path: string) => string,
): Promise<readonly Diagnostic[]> {
  const beside = await readdir(root, { withFileTypes: true }).catch(() => []);
  return beside
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, INVENTORY)))
    .map(({ name }) => name)
    .filter((name) => !folders.some((folder) => folder === name || folder.startsWith(`${name}/`)))
    .sort()
    .map((name) => diagnostic("abandoned-package", { folder: display(name) }));
}
