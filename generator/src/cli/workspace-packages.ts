import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A package that is directly in one of the folders of a workspace, generated or not. */
export interface WorkspacePackage {
  readonly folder: string;
  /** npm name. */
  readonly name: string;
  readonly version: string;
}

/** All packages directly in some folders, sorted by name. */
export async function workspacePackages(...roots: readonly string[]): Promise<readonly WorkspacePackage[]> {
  const found = (await Promise.all(roots.map(packagesIn))).flat();
  const byName = new Map(found.map((own) => [own.name, own]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function packagesIn(root: string): Promise<readonly WorkspacePackage[]> {
  const names = await readdir(root).catch(() => []);
  const packages = names.map(async (own) => {
    const folder = join(root, own);
    const text = await readFile(join(folder, "package.json"), "utf8").catch(() => "{}");
    return packageOf(folder, text);
  });
  return (await Promise.all(packages)).filter((own) => own !== undefined);
}

function packageOf(folder: string, manifest: string): WorkspacePackage | undefined {
  try {
    const { name, version } = JSON.parse(manifest) as { readonly name?: unknown; readonly version?: unknown };
    return typeof name === "string" ? { folder, name, version: String(version) } : undefined;
  } catch {
    return undefined;
  }
}
