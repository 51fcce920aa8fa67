import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";

/** An entry of a folder. Subfolders are only listed if they are empty. */
export interface FolderEntry {
  readonly kind: "file" | "link" | "folder";
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

/** What other tools put into a generated package: release notes and build output. */
const NOT_GENERATED = new Set(["CHANGELOG.md", "node_modules", "dist", "coverage", ".turbo", ".wire"]);

/** Build information of the compiler, and temporary folders of other runs. */
const NOT_GENERATED_PATTERN = /\.tsbuildinfo$|^\.sdkgen-\d+$/;

/**
 * Lists a package recursively, without following links. Empty if the folder does not exist.
 *
 * @throws {DiagnosticError} if it is not a folder or cannot be read.
 */
export async function listFolder(folder: string): Promise<FolderEntry[]> {
  const entries = await readEntries(folder);
  const counted = entries.filter(({ name }) => !NOT_GENERATED.has(name) && !NOT_GENERATED_PATTERN.test(name));
  return listEntries(folder, counted, "");
}

async function listEntries(
  folder: string,
  entries: readonly Dirent[],
  prefix: string,
): Promise<FolderEntry[]> {
  const listed: FolderEntry[] = [];
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`;
    if (entry.isSymbolicLink()) listed.push({ kind: "link", path });
    else if (!entry.isDirectory()) listed.push({ kind: "file", path });
    else {
      const below = await readEntries(join(folder, entry.name));
      if (below.length === 0) listed.push({ kind: "folder", path });
      listed.push(...(await listEntries(join(folder, entry.name), below, `${path}/`)));
    }
  }
  return listed;
}

async function readEntries(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("unreadable-folder", { folder, reason })]);
  }
}
