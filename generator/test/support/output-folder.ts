import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readText } from "./folder.ts";

/** All files and folders of a folder with their contents. Folders end with `/`, and have no content. */
export async function snapshotOf(root: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const pairs = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (entry.isDirectory()) return [`${path}/`, ""] as const;
    return [path, entry.isFile() ? await readText(root, path) : "a link"] as const;
  });
  return Object.fromEntries((await Promise.all(pairs)).sort());
}
