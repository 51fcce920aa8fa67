/**
 * The generator as a library. Build scripts call `generate`; configuration files import `defineConfig`. The other exports are the stages
 * that `generate` runs, for tools that need the intermediate results.
 */

export type {
  ApiModel,
  Documentation,
  NamedType,
  OperationModel,
  Property,
  TypeExpression,
} from "./api-model/index.ts";
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
export { type Generated, type GenerateInput, generate } from "./embed.ts";
export { BUILT_IN, buildFiles, type GenerateOptions, type GenerateResult, readDocument } from "./generate.ts";
export { buildModel } from "./model/index.ts";
export type { OutputFile } from "./output/output-file.ts";
export { type PackageModel, partition, type ResourcePackage } from "./partition/index.ts";
export {
  buildReference,
  type EventEntry,
  type FieldFacts,
  type MethodEntry,
  type MethodFacts,
  type PackageReference,
  type Reference,
  type ReferenceInput,
  type ReferencePage,
  type TypeFacts,
} from "./reference.ts";
