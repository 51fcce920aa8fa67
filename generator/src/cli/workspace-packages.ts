import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The npm names of all packages in a folder, generated or not. */
export async function workspacePackages(root: string): Promise<readonly string[]> {
  const folders = await readdir(root).catch(() => []);
  const names = folders.map(async (folder) => {
    const text = await readFile(join(root, folder, "package.json"), "utf8").catch(() => "{}");
    return nameOf(text);
  });
  return (await Promise.all(names)).filter((name) => name !== undefined).sort();
}

function nameOf(manifest: string): string | undefined {
  try {
    const { name } = JSON.parse(manifest) as { readonly name?: unknown };
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
