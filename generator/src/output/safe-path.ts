import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Display } from "./display.ts";

/** True if a path is certainly inside its root: not absolute, without `..` and characters with a special meaning on other systems. */
export function isInside(path: string): boolean {
  const parts = path.split("/");
  return !parts.some((part) => part === "" || part === "." || part === "..") && !/[\\:\0]/.test(path);
}

/**
 * Rejects paths that could be outside the output root.
 *
 * @throws {DiagnosticError} unless the path is certainly inside.
 */
export function assertInside(path: string): void {
  if (!isInside(path)) throw new DiagnosticError([diagnostic("path-outside", { path })]);
}

/**
 * Rejects paths through symbolic links, whose targets sdkgen does not own. The root itself may be a link.
 *
 * @throws {DiagnosticError} if a folder between the root and the path, or the path itself, is a link.
 */
export async function assertNoLinks(root: string, folder: string, display: Display): Promise<void> {
  let path = root;
  for (const part of folder === "." ? [] : folder.split("/")) {
    path = join(path, part);
    const stats = await lstat(path).catch(() => undefined);
    if (stats === undefined) return;
    if (stats.isSymbolicLink())
      throw new DiagnosticError([diagnostic("path-through-link", { path: display(folder) })]);
  }
}
