import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The npm names of all packages directly in some folders, generated or not. */
export async function workspacePackages(...roots: readonly string[]): Promise<readonly string[]> {
  const names = await Promise.all(roots.map(namesIn));
  return [...new Set(names.flat())].sort();
}

async function namesIn(root: string): Promise<readonly string[]> {
  const folders = await readdir(root).catch(() => []);
  const names = folders.map(async (folder) => {
    const text = await readFile(join(root, folder, "package.json"), "utf8").catch(() => "{}");
    return nameOf(text);
  });
  return (await Promise.all(names)).filter((name) => name !== undefined);
}

function nameOf(manifest: string): string | undefined {
  try {
    const { name } = JSON.parse(manifest) as { readonly name?: unknown };
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
