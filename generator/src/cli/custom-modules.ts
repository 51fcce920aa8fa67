import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { FinishedRun } from "./last-run.ts";

/** Reports modules that an index exports, but that nobody has written. */
export function missingModules(
  { packages, root }: Pick<FinishedRun, "packages" | "root">,
  display: (path: string) => string,
): readonly Diagnostic[] {
  return packages
    .flatMap(({ folder, custom }) => custom.map((module) => `${folder}/src/${module}.ts`))
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => diagnostic("custom-module-missing", { path: display(path) }));
}
