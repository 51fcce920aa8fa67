import type { ManifestConfig } from "../config/index.ts";
import type { Manifest, Versions } from "./package-model.ts";

/** The part of `package.json` that all packages share. */
export function manifestOf({
  license = "MIT",
  author,
  repository,
  workspace = false,
}: ManifestConfig = {}): Manifest {
  return {
    license,
    ...(author !== undefined && { author }),
    ...(repository !== undefined && { repository }),
    versions: workspace ? WORKSPACE_VERSIONS : NPM_VERSIONS,
  };
}

const WORKSPACE_VERSIONS: Versions = {
  internal: "workspace:^",
  mock: "workspace:*",
  tools: { "@types/node": "catalog:", typescript: "catalog:", vitest: "catalog:" },
};

const NPM_VERSIONS: Versions = {
  internal: "^0.1.0",
  mock: "^0.1.0",
  tools: { "@types/node": "^24.0.0", typescript: "^7.0.0", vitest: "^5.0.0" },
};
