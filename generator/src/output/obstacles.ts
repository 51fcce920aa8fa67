import { lstat, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Change } from "./change.ts";
import type { Display } from "./display.ts";
import { assertNoLinks } from "./safe-path.ts";

/**
 * Checks that every file can be written without removing anything else: no file is in the place of one of its folders, and no
 * folder in its own place, apart from those that this run deletes.
 *
 * @throws {DiagnosticError} with everything that is in the way.
 */
export async function assertNothingInTheWay(
  changes: readonly Change[],
  root: string,
  display: Display,
): Promise<void> {
  const deleted = new Set(changes.filter(({ kind }) => kind === "delete").map(({ path }) => path));
  const written = changes.filter(({ kind }) => kind === "create" || kind === "update" || kind === "edited");
  const obstacles = new Map<string, string>();
  for (const folder of foldersOf(written)) {
    await assertNoLinks(root, folder, display);
    const stats = await lstat(join(root, folder)).catch(() => undefined);
    if (stats !== undefined && !stats.isDirectory() && !deleted.has(folder)) obstacles.set(folder, folder);
  }
  for (const change of written) {
    if (change.kind !== "create" || change.before !== "folder") continue;
    for (const file of await filesIn(root, change.path)) {
      if (!deleted.has(file)) obstacles.set(file, change.path);
    }
  }
  const problems = [...obstacles].map(
    ([path, generated]): Diagnostic =>
      diagnostic("path-occupied", { path: display(path), generated: display(generated) }),
  );
  if (problems.length > 0) throw new DiagnosticError(problems);
}

/** All folders of files, without the root. */
function foldersOf(files: readonly { readonly path: string }[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of files) {
    for (let folder = dirname(path); folder !== "." && !folders.has(folder); folder = dirname(folder))
      folders.add(folder);
  }
  return folders;
}

async function filesIn(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const listed = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, path) : [path];
  });
  return (await Promise.all(listed)).flat();
}
