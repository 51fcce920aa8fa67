export { asWritten, type LocatedApiConfig, withApiConfig } from "./api-members.ts";
export { findConfig } from "./find-config.ts";
export {
  type LoadConfigOptions,
  loadConfig,
  overlayAddresses,
  type ResolvedConfig,
} from "./load-config.ts";
export { type ResourceTree, WHOLE_PATH } from "./resource-tree.ts";
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
} from "./sdk-config.ts";
