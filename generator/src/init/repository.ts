import { join } from "node:path";
import { overlayAddresses, type ResolvedConfig, type SdkConfig } from "../config/index.ts";
import type { BuiltModel } from "../model/index.ts";
import type { Answers } from "./answers.ts";
import type { DocumentFiles } from "./document-files.ts";
import { packageLayout } from "./package-layout.ts";

/**
 * The configuration of a new repository.
 *
 * @param adopted What a configuration of another generator says. Default: nothing.
 */
export function newConfiguration(
  answers: Answers,
  { documents, overlays }: Pick<DocumentFiles, "documents"> & Pick<SdkConfig, "overlays">,
  built: Pick<BuiltModel, "model" | "labels">,
  { manifest, ...adopted }: Partial<SdkConfig> = {},
): SdkConfig {
  return {
    documents,
    ...(overlays !== undefined && { overlays }),
    output: "../packages",
    bundle: "../.wire/openapi.json",
    ...packageLayout(answers, built),
    manifest: { license: "MIT", ...manifest, workspace: true },
    ...adopted,
    release: { snapshot: "released.json", changesets: "../.changeset" },
  };
}

/** The same with absolute paths, for a repository in a folder. */
export function resolvedIn(root: string, config: SdkConfig): ResolvedConfig {
  return {
    ...config,
    overlays: overlayAddresses(config.overlays, join(root, "spec")),
    directory: join(root, "spec"),
    root: join(root, "packages"),
    bundle: join(root, ".wire/openapi.json"),
  };
}
