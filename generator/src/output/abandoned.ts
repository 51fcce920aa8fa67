import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { INVENTORY } from "./inventory.ts";

/**
 * Reports packages of earlier runs that are no longer generated, for example because they were renamed. They are not deleted.
 *
 * @param root The absolute output folder. It need not exist.
 * @param display Converts a path in it for messages.
 */
export function abandonedPackages(
  root: string,
  folders: readonly string[],
  display: (path: string) => string,
): readonly Diagnostic[] {
  return packagesIn(root)
    .filter((name) => !folders.some((folder) => folder === name || folder.startsWith(`${name}/`)))
    .map((name) => diagnostic("abandoned-package", { folder: display(name) }));
}

/** The names of the folders with packages in an output folder, sorted. */
export function packagesIn(root: string): readonly string[] {
  return foldersIn(root)
    .filter((name) => existsSync(join(root, name, INVENTORY)))
    .sort();
}

function foldersIn(root: string): readonly string[] {
  try {
    return readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}
