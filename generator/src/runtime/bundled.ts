import { relative } from "node:path/posix";
import type { BundledRuntime } from "../partition/index.ts";
import type { GeneratedFile, TextFile, TypeScriptFile } from "../printer/generated-file.ts";
import { StructureKind } from "../printer/structure-kind.ts";
import { withRuntimeImports } from "./imports.ts";
import { EVERYTHING, neededModules } from "./needed-modules.ts";
import { renamed } from "./renamed.ts";
import type { RuntimeSources } from "./sources.ts";

const HEADER =
  "// Part of the runtime, written by sdkgen. Do not edit. The license is in the folder `runtime`.\n\n";

/**
 * Puts what a package uses of the runtime into it, as modules below `src/runtime`, and makes its files import them.
 *
 * @param folder The folder of the package.
 */
export function bundleRuntime(
  folder: string,
  files: readonly GeneratedFile[],
  { module: name, entries }: BundledRuntime,
  sources: RuntimeSources,
): readonly GeneratedFile[] {
  const used = new Map<string, Set<string>>();
  const pathOf = (entry: string) => {
    const path = sources.entries.get(entry);
    if (path === undefined) throw new Error(`the runtime has no module ${entry}`);
    return path;
  };
  const use = (entry: string, names: readonly string[]) => {
    const path = pathOf(entry);
    used.set(path, new Set([...(used.get(path) ?? []), ...names]));
    return path;
  };
  const importing = files.map((file) =>
    file.kind !== "typescript"
      ? file
      : withRuntimeImports(file, (entry, names) => {
          const path = `${folder}/src/runtime/${use(entry, names)}`;
          const from = file.path.slice(0, file.path.lastIndexOf("/"));
          return specifier(relative(from, path));
        }),
  );
  const exposed = entries.map((entry): TypeScriptFile => {
    const moduleSpecifier = specifier(`runtime/${use(entry, [EVERYTHING])}`);
    const statements = [{ kind: StructureKind.ExportDeclaration, moduleSpecifier } as const];
    return { kind: "typescript", path: `${folder}/src/${entry}.ts`, statements };
  });
  const nameOf = (entry: string) => (entries.includes(entry) ? `${name}/${entry}` : `runtime/${entry}`);
  const modules = [...neededModules(sources.modules, used)].map(([path, text]): TextFile => {
    return {
      kind: "text",
      path: `${folder}/src/runtime/${path}`,
      text: HEADER + renamed(text, name, nameOf),
    };
  });
  const license: TextFile = { kind: "text", path: `${folder}/src/runtime/LICENSE`, text: sources.license };
  return [...importing, ...exposed, ...modules, license];
}

/** The specifier for the compiled module of a path. */
function specifier(path: string): string {
  return `${path.startsWith(".") ? path : `./${path}`}`.replace(/\.ts$/, ".js");
}
