/**
 * The generator as a library, for build scripts. Configuration files import `defineConfig` from here.
 */
export {
  defineConfig,
  type LoadConfigOptions,
  loadConfig,
  type ResolvedConfig,
  type SdkConfig,
} from "./config/index.ts";
export { type Diagnostic, DiagnosticError, type Location } from "./diagnostics/index.ts";
export { buildFiles, type GenerateOptions, type GenerateResult, readDocument } from "./generate.ts";
export {
  type ApiModel,
  buildModel,
  type NamedType,
  type OperationModel,
  type PackageModel,
  type Property,
  partition,
  type ResourcePackage,
  type TypeExpression,
} from "./model/index.ts";
export type { OutputFile } from "./output/output-file.ts";
