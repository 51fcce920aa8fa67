import type { ResolvedConfig } from "../config/index.ts";
import { type Manifest, type PackageModel, runtimePackageFolder } from "../partition/index.ts";
import { bundleScript } from "../printer/bundle-script.ts";
import { compilerSettings } from "../printer/compiler-settings.ts";
import { buildScript, entryPoints, packageType } from "../printer/entry-points.ts";
import type { GeneratedFile, TextFile } from "../printer/generated-file.ts";
import { linkFields } from "../printer/manifest-links.ts";
import type { TemplateValues } from "../printer/template-variables.ts";
import { renamed } from "./renamed.ts";
import { type RuntimeSources, readRuntime } from "./sources.ts";

/** Generated files, and the folders that contain nothing else. */
export interface EmittedPackage {
  readonly files: readonly GeneratedFile[];
  readonly folders: readonly string[];
}

/** The runtime as a package of another name, if the configuration wants it. */
export function emitRuntimePackage(
  { runtime }: Pick<ResolvedConfig, "runtime">,
  [first]: readonly PackageModel[],
): EmittedPackage {
  if (typeof runtime !== "object" || !("package" in runtime) || first === undefined)
    return { files: [], folders: [] };
  const folder = runtimePackageFolder(runtime.package);
  return { files: runtimePackage(runtime.package, folder, first.manifest, readRuntime()), folders: [folder] };
}

/** Its sources, its license and its own build. It has the version of its owner. */
function runtimePackage(
  name: string,
  folder: string,
  { author, links, isAlone, node, modules: format, versions: { tools } }: Manifest,
  { manifest, modules, entries, license, reference }: RuntimeSources,
): readonly GeneratedFile[] {
  const text = (path: string, content: string): TextFile => ({
    kind: "text",
    path: `${folder}/${path}`,
    text: content,
  });
  const points = [...entries].map(
    ([name, path]) => [name === "." ? "." : `./${name}`, path.replace(/\.ts$/, "")] as const,
  );
  const about: TemplateValues<"runtimeReadme"> = { name, license: manifest.license };
  const own = {
    name,
    version: "0.0.0",
    description: "The runtime of the generated packages: no dependencies, only APIs of the web platform.",
    license: manifest.license,
    ...(author !== undefined && { author }),
    ...linkFields(links, folder),
    type: packageType(format),
    sideEffects: false,
    engines: { node },
    files: ["dist", "src", "api.md", "CHANGELOG.md"],
    ...entryPoints(points, format),
    scripts: {
      build: buildScript(format),
      typecheck: "tsc --noEmit",
      ...(isAlone && { prepack: "npm run build" }),
    },
    devDependencies: {
      "@types/node": tools["@types/node"],
      rolldown: tools.rolldown,
      typescript: tools.typescript,
    },
  };
  return [
    { kind: "json", path: `${folder}/package.json`, value: own, keep: ["version"] },
    ...compilerSettings(folder, { web: true, include: ["src"], modules: format }),
    bundleScript(folder, { ...format, writesVersion: false }),
    text("LICENSE", license),
    { kind: "template", path: `${folder}/README.md`, template: "readme-runtime.md", data: about },
    text("api.md", renamed(reference, name)),
    ...[...modules].map(([path, content]) => text(`src/${path}`, HEADER + renamed(content, name))),
  ];
}

const HEADER = "// Part of the runtime, written by sdkgen. Do not edit.\n\n";
