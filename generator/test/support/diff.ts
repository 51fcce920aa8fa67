import { join } from "node:path";
import type { ResolvedConfig, SdkConfig } from "../../src/config/index.ts";
import { diffPackages, type PackagedChange, packageMap } from "../../src/diff/index.ts";
import { BUILT_IN, extendPackages } from "../../src/features/index.ts";
import { readDocument } from "../../src/generate.ts";
import { buildModel } from "../../src/model/index.ts";
import { partition } from "../../src/partition/index.ts";
import { diskFiles } from "../../src/spec/index.ts";
import { makeFolder } from "./folder.ts";

/** The changes between two documents, with a package for each resource, one for events, and the umbrella. */
export async function diffTexts(
  old: string,
  now: string,
  naming: Partial<SdkConfig> = {},
): Promise<readonly PackagedChange[]> {
  const folder = await makeFolder({ "old.yaml": old, "new.yaml": now });
  const before = await readVersion(folder, "old.yaml", naming);
  const after = await readVersion(folder, "new.yaml", naming);
  return diffPackages(before, after, BUILT_IN);
}

async function readVersion(directory: string, file: string, naming: Partial<SdkConfig>) {
  const { document } = await readDocument({ documents: [file], directory }, undefined, diskFiles(directory));
  const built = buildModel(document, naming, { extensions: BUILT_IN });
  const config: SdkConfig = {
    documents: [file],
    output: "sdk",
    packages: Object.fromEntries(
      [...built.labels].map(([name, tag]) => [name, { client: "Client", description: "", resources: [tag] }]),
    ),
    webhooks: { folder: "events", description: "" },
    umbrella: { folder: "all", client: "Shop", description: "" },
  };
  const root = join(directory, "sdk");
  const resolved: ResolvedConfig = { ...config, directory, root, bundle: join(root, "openapi.json") };
  return {
    model: built.model,
    locate: document.locate.bind(document),
    packages: packageMap(extendPackages(partition(built, resolved).packages, BUILT_IN).packages),
  };
}
