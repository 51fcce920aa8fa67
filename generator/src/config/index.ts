export { asWritten, type LocatedApiConfig, withApiConfig } from "./api-members.ts";
export { findConfig, isModule, placesOfConfig } from "./find-config.ts";
export { findForeignConfig } from "./foreign-config.ts";
export {
  type LoadConfigOptions,
  loadConfig,
  overlayAddresses,
  type ResolvedConfig,
} from "./load-config.ts";
export { type OwnFile, type OwnFiles, readOwnFiles } from "./own-files.ts";
export { SUPPORTED_NODE } from "./settings/node-range.ts";
export { type ResourceTree, WHOLE_PATH } from "./settings/resource-tree.ts";
export {
  type ApiConfig,
  defineConfig,
  type ManifestConfig,
  type ModelConfig,
  type NamesConfig,
  type PackageConfig,
  type PagingRule,
  type RuntimeConfig,
  type SdkConfig,
  type StyleConfig,
  type TemplatesConfig,
} from "./settings/sdk-config.ts";
