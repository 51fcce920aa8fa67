import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildModel, loadConfig, type PackageModel, partition, readDocument } from "@copilot-sdk/generator";
import type { Source } from "../packages/install.ts";
import { compatFolder, inTemporaryFolder, root } from "../workspace.ts";
import { type Program, wholeSurface } from "./whole-surface.ts";

/** What consumers write against the packages of a document: programs by hand, and one that uses everything. */
export async function corpusOf(source: Source): Promise<readonly Program[]> {
  const packages = await packagesOf(source);
  return [...handWritten(join(compatFolder, "consumers")), ...packages.flatMap(wholeSurface)];
}

/** The programs of a folder. */
export function handWritten(folder: string): readonly Program[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}

/** The packages of a document as the generator sees them. */
export async function packagesOf({ document, packages }: Source): Promise<readonly PackageModel[]> {
  return inTemporaryFolder(async (folder) => {
    await mkdir(folder, { recursive: true });
    const file = join(folder, "openapi.json");
    await writeFile(file, JSON.stringify(document));
    const configFile = join(root, "spec", "sdk.config.ts");
    const loaded = await loadConfig({ configFile, specFiles: [file], out: folder, cwd: root });
    const config = { ...loaded, ...(packages !== undefined && { packages }) };
    const read = await readDocument(config);
    return partition(buildModel(read.document, config.names), config).packages;
  });
}
