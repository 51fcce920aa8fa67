import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_IN, buildModel, type PackageModel, partition, readDocument } from "@copilot-sdk/generator";
import { type Source, writeDocument } from "../packages/install.ts";
import { inTemporaryFolder } from "../workspace.ts";
import { type Program, wholeSurface } from "./whole-surface.ts";

/**
 * Programs of consumers of a source: those written by hand, and one for each package that uses all of it.
 *
 * @param folder The folder of the programs written by hand.
 */
export async function programsOf(source: Source, folder: string): Promise<readonly Program[]> {
  const packages = await packagesOf(source);
  return [...programsIn(folder), ...packages.flatMap(wholeSurface)];
}

/** The models of the packages of a source. */
export async function packagesOf(source: Source): Promise<readonly PackageModel[]> {
  return inTemporaryFolder(async (folder) => {
    const config = await writeDocument(source, folder);
    const { document } = await readDocument(config);
    return partition(buildModel(document, config, { extensions: BUILT_IN }), config).packages;
  });
}

function programsIn(folder: string): readonly Program[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}
