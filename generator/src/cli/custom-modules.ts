import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { GenerateResult } from "../generate.ts";

/** The paths of hand-written modules that the packages export. */
export function customModules(packages: GenerateResult["packages"]): readonly string[] {
  return packages.flatMap(({ folder, custom }) => custom.map((module) => `${folder}/src/${module}.ts`));
}

/** Reports modules that an index exports, but that do not exist. */
export function missingModules(
  { packages, root }: Pick<GenerateResult, "packages" | "root">,
  display: (path: string) => string,
): readonly Diagnostic[] {
  return customModules(packages)
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => diagnostic("custom-module-missing", { path: display(path) }));
}
