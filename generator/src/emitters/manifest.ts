import { MOCK_PACKAGE } from "../names/runtime-symbols.ts";
import type { PackageModel } from "../partition/package-model.ts";
import { hasWireTest } from "../printer/call-text.ts";
import { compilerSettings } from "../printer/compiler-settings.ts";
import { buildScript, type EntryPoint, entryPoints, packageType } from "../printer/entry-points.ts";
import type { GeneratedFile } from "../printer/generated-file.ts";
import { linkFields } from "../printer/manifest-links.ts";

/** `package.json` and the configuration of the compiler. */
export function emitManifest(model: PackageModel): readonly GeneratedFile[] {
  return [
    { kind: "json", path: `${model.folder}/package.json`, value: manifest(model), keep: ["version"] },
    // The sources of a runtime inside the package need the types of the web platform. As a dependency, its declarations include them.
    ...compilerSettings(model.folder, {
      web: model.runtime.kind === "bundled",
      include: ["src", "test"],
      modules: model.manifest.modules,
    }),
  ];
}

function manifest(model: PackageModel): object {
  const { license, author, links, versions, node, modules } = model.manifest;
  const tested = model.kind === "resources" && hasWireTest(model);
  const dependencies = { ...runtimeDependency(model), ...internalDependencies(model) };
  return {
    name: model.name,
    version: "0.0.0",
    description: model.description,
    keywords: [model.apiName.toLowerCase(), "api", "client", "sdk", "typescript"],
    license,
    ...(author !== undefined && { author }),
    ...linkFields(links, model.directory),
    type: packageType(modules),
    sideEffects: false,
    engines: { node },
    files: ["dist", "src", "api.md", "guide.md", "llms.txt", "AGENTS.md", "CHANGELOG.md"],
    ...entryPoints([...modulesOf(model), ...runtimeModules(model)].map(entryPoint), modules),
    scripts: {
      ...added(model, "scripts"),
      build: buildScript(modules),
      typecheck: "tsc --noEmit",
      // In a workspace, a task runner builds the packages before they are packed.
      ...(model.manifest.isAlone && { prepack: "npm run build" }),
      ...(tested && { test: "vitest run" }),
    },
    ...(Object.keys(dependencies).length > 0 && { dependencies: sorted(dependencies) }),
    ...peers(model),
    devDependencies: sorted({
      ...added(model, "devDependencies"),
      "@types/node": versions.tools["@types/node"],
      rolldown: versions.tools.rolldown,
      typescript: versions.tools.typescript,
      ...(tested && { [MOCK_PACKAGE]: versions.mock, vitest: versions.tools.vitest }),
    }),
  };
}

/** The modules that programs import, by the names of their files. */
function modulesOf({ additions }: PackageModel): readonly string[] {
  return ["index", ...additions.modules.map(({ name }) => name).sort()];
}

/** The modules of a bundled runtime that programs import. */
function runtimeModules({ runtime }: PackageModel): readonly string[] {
  return runtime.kind === "bundled" ? runtime.entries : [];
}

function entryPoint(module: string): EntryPoint {
  return [module === "index" ? "." : `./${module}`, module];
}

function internalDependencies(model: PackageModel): { readonly [name: string]: string } {
  const names =
    model.kind === "umbrella"
      ? model.packages.map(({ name }) => name)
      : model.kind === "webhooks"
        ? Object.values(model.imports)
        : [];
  return Object.fromEntries(names.map((name) => [name, model.manifest.versions.internal[name] ?? "*"]));
}

function runtimeDependency({ runtime }: PackageModel): { readonly [name: string]: string } {
  return runtime.kind === "dependency" ? { [runtime.module]: runtime.range } : {};
}

/** Additions of features to a part of the manifest. */
function added(
  { additions }: PackageModel,
  part: "scripts" | "dependencies" | "peerDependencies" | "devDependencies",
): { readonly [name: string]: string } {
  return Object.assign({}, ...additions.manifest.map((own) => own[part]));
}

function peers(model: PackageModel): object {
  const peerDependencies = added(model, "peerDependencies");
  if (Object.keys(peerDependencies).length === 0) return {};
  const optional = model.additions.manifest.flatMap(({ optionalPeers = [] }) => optionalPeers).sort();
  return {
    peerDependencies: sorted(peerDependencies),
    ...(optional.length > 0 && {
      peerDependenciesMeta: Object.fromEntries(optional.map((name) => [name, { optional: true }])),
    }),
  };
}

function sorted(entries: { readonly [name: string]: string }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
