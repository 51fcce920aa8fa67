import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";

/**
 * Refuses paths that could lead out of the output root.
 *
 * @throws {DiagnosticError} for absolute paths, `..`, and spellings that another system reads differently.
 */
export function assertInside(path: string): void {
  const parts = path.split("/");
  const strange = parts.some((part) => part === "" || part === "." || part === "..");
  if (strange || /[\\:\0]/.test(path)) {
    throw new DiagnosticError([diagnostic("path-outside", { path })]);
  }
}

/**
 * Refuses a way over symbolic links: what is behind one belongs to somebody else. The root itself may be one.
 *
 * @throws {DiagnosticError} when a folder between the root and the path, or the path itself, is a link.
 */
export async function assertNoLinks(root: string, folder: string): Promise<void> {
  let path = root;
  for (const part of folder === "." ? [] : folder.split("/")) {
    path = join(path, part);
    const stats = await lstat(path).catch(() => undefined);
    if (stats === undefined) return;
    if (stats.isSymbolicLink())
      throw new DiagnosticError([diagnostic("path-through-link", { path: folder })]);
  }
}
