import { lstat, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { writeFailure } from "./write-failure.ts";

/** A file that must not exist yet. */
export interface NewFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes files that do not exist yet, all or none. They are written to a temporary folder next to their places first.
 *
 * @param root The absolute folder. It is created if it does not exist.
 * @param display Converts a path in it for messages.
 * @returns A function that removes them again.
 * @throws {DiagnosticError} if one of them exists, or cannot be written. Nothing is changed then.
 */
export async function writeNewFiles(
  files: readonly NewFile[],
  root: string,
  display: (path: string) => string,
): Promise<() => Promise<void>> {
  const paths = files.map(({ path }) => path);
  await assertAbsent(paths, root, display);
  const placed: string[] = [];
  const undo = async () => {
    for (const path of placed) await rm(resolve(root, path), { force: true }).catch(() => {});
  };
  let current = display(".");
  let aside: string | undefined;
  try {
    await mkdir(root, { recursive: true });
    aside = await mkdtemp(join(root, ".sdkgen-init-"));
    for (const { path, content } of files) {
      current = display(path);
      await mkdir(dirname(join(aside, path)), { recursive: true });
      await writeFile(join(aside, path), content);
    }
    for (const path of paths) {
      current = display(path);
      await mkdir(dirname(resolve(root, path)), { recursive: true });
      await rename(join(aside, path), resolve(root, path));
      placed.push(path);
    }
  } catch (error) {
    await undo();
    throw writeFailure(current, error);
  } finally {
    if (aside !== undefined) await rm(aside, { recursive: true, force: true });
  }
  return undo;
}

/**
 * Checks that nothing is in the place of new files or folders.
 *
 * @param paths Relative to the root.
 * @throws {DiagnosticError} with everything that is in the way.
 */
export async function assertAbsent(
  paths: readonly string[],
  root: string,
  display: (path: string) => string,
): Promise<void> {
  const found = await Promise.all(paths.map((path) => inTheWay(path, root)));
  const blocking = [...new Set(found.filter((path) => path !== undefined))].sort();
  if (blocking.length > 0)
    throw new DiagnosticError(blocking.map((path) => diagnostic("file-in-the-way", { path: display(path) })));
}

/** The obstacle at a path: the path itself, or a file where one of its folders should be. */
async function inTheWay(path: string, root: string): Promise<string | undefined> {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length += 1) {
    const part = parts.slice(0, length).join("/");
    const stats = await lstat(resolve(root, part)).catch(() => undefined);
    if (stats === undefined) return undefined;
    if (length === parts.length || !stats.isDirectory()) return part;
  }
  return undefined;
}
