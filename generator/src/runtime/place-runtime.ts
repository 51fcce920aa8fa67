import { RUNTIME_PACKAGE } from "../names/runtime-symbols.ts";
import type { PackageModel } from "../partition/index.ts";
import type { GeneratedFile } from "../printer/generated-file.ts";
import { bundleRuntime } from "./bundled.ts";
import { withRuntimeImports } from "./imports.ts";
import { readRuntime } from "./sources.ts";

/** Makes the files of a package use the runtime of the configuration. Emitters import it from `@copilot-sdk/runtime`. */
export function placeRuntime(
  { folder, runtime }: PackageModel,
  files: readonly GeneratedFile[],
): readonly GeneratedFile[] {
  if (runtime.kind === "bundled") return bundleRuntime(folder, files, runtime, readRuntime());
  const { module } = runtime;
  if (module === RUNTIME_PACKAGE) return files;
  const moduleOf = (entry: string) => (entry === "." ? module : `${module}/${entry}`);
  return files.map((file) => (file.kind === "typescript" ? withRuntimeImports(file, moduleOf) : file));
}
