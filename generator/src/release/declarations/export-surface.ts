import type { OutputFile } from "../../output/index.ts";
import type { PackageModel } from "../../partition/index.ts";
import { type Declarations, declarationsIn } from "../../printer/declarations.ts";
import { exportsOf, surfaceOf } from "../../surface/package-surface.ts";
import type { ExportSurface } from "./compare-declarations.ts";

/** Exports of a package: names, and its own declarations. */
export function exportSurfaceOf(model: PackageModel, files: readonly OutputFile[]): ExportSurface {
  return { exports: exportsOf(model), declarations: declarationsOf(model, files) };
}

/**
 * The exports of a package, as its generated files declare them. Re-exports from the runtime or from other packages
 * and exports of additional modules are omitted.
 */
function declarationsOf(model: PackageModel, files: readonly OutputFile[]): Declarations {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const entries = surfaceOf(model).flatMap(({ module, values, types }) => {
    const text = texts.get(`${model.folder}/src/${module.replace(/^\.\/|\.js$/g, "")}.ts`);
    if (!module.startsWith("./") || text === undefined) return [];
    const names = new Set([...values, ...types]);
    return Object.entries(declarationsIn(text)).filter(([key]) => names.has(key.split(" ")[1] ?? ""));
  });
  return Object.fromEntries(entries);
}
