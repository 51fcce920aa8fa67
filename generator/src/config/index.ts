export {
  findConfig,
  type LoadConfigOptions,
  loadConfig,
  overlayAddresses,
  type ResolvedConfig,
} from "./load-config.ts";
export {
  defineConfig,
  type ManifestConfig,
  type NamesConfig,
  type PackageConfig,
  type PagingRule,
  type SdkConfig,
} from "./sdk-config.ts";
