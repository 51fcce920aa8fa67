import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { GenerateResult } from "../generate.ts";

/** Reports modules that an index exports, but that nobody has written. */
export function missingModules(
  { packages, root }: GenerateResult,
  display: (path: string) => string,
): readonly Diagnostic[] {
  return packages
    .flatMap(({ folder, custom }) => custom.map((module) => `${folder}/src/${module}.ts`))
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => diagnostic("custom-module-missing", { path: display(path) }));
}
