/**
 * The generator as a library, for build scripts. Configuration files import `defineConfig` from here.
 */

export type { ApiModel, NamedType, OperationModel, Property, TypeExpression } from "./api-model/index.ts";
export { untestedReason } from "./api-model/wire-tests.ts";
export {
  defineConfig,
  type LoadConfigOptions,
  loadConfig,
  type ResolvedConfig,
  type ResourceTree,
  type SdkConfig,
} from "./config/index.ts";
export { type Diagnostic, DiagnosticError, type Location } from "./diagnostics/index.ts";
export { buildFiles, type GenerateOptions, type GenerateResult, readDocument } from "./generate.ts";
export { buildModel } from "./model/index.ts";
export type { OutputFile } from "./output/output-file.ts";
export { type PackageModel, partition, type ResourcePackage } from "./partition/index.ts";
