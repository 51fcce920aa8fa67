import type { PackageModel } from "../model/package-model.ts";
import { hasWireTest } from "../printer/call-text.ts";
import type { GeneratedFile } from "../printer/generated-file.ts";
import { MOCK_PACKAGE, RUNTIME_PACKAGE } from "../surface/runtime-symbols.ts";

/** `package.json` and the compiler's configuration. */
export function emitManifest(model: PackageModel): readonly GeneratedFile[] {
  return [
    { kind: "json", path: `${model.folder}/package.json`, value: manifest(model), keep: ["version"] },
    { kind: "json", path: `${model.folder}/tsconfig.json`, value: TSCONFIG },
    { kind: "json", path: `${model.folder}/tsconfig.build.json`, value: TSCONFIG_BUILD },
  ];
}

function manifest(model: PackageModel): object {
  const { license, author, repository, versions } = model.manifest;
  const tested = model.kind === "resources" && hasWireTest(model);
  return {
    name: model.name,
    version: "0.0.0",
    description: model.description,
    keywords: [model.apiName.toLowerCase(), "api", "client", "sdk", "typescript"],
    license,
    ...(author !== undefined && { author }),
    ...(repository !== undefined && {
      repository: { type: "git", url: repository, directory: `${model.directory}` },
    }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    files: ["dist", "src", "api.md", "CHANGELOG.md"],
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      ...(model.kind === "umbrella" && model.sessions !== undefined && { "./session": SESSION_EXPORT }),
      "./shapes": { types: "./dist/shapes.d.ts", default: "./dist/shapes.js" },
      "./package.json": "./package.json",
    },
    scripts: {
      build: "tsc -p tsconfig.build.json",
      typecheck: "tsc --noEmit",
      ...(tested && { test: "vitest run" }),
    },
    dependencies: sorted({ [RUNTIME_PACKAGE]: versions.internal, ...internalDependencies(model) }),
    devDependencies: sorted({
      "@types/node": versions.tools["@types/node"],
      typescript: versions.tools.typescript,
      ...(tested && { [MOCK_PACKAGE]: versions.mock, vitest: versions.tools.vitest }),
    }),
  };
}

function internalDependencies(model: PackageModel): { readonly [name: string]: string } {
  const names =
    model.kind === "umbrella"
      ? model.packages.map(({ name }) => name)
      : model.kind === "webhooks"
        ? Object.values(model.imports)
        : [];
  return Object.fromEntries(names.map((name) => [name, model.manifest.versions.internal]));
}

function sorted(entries: { readonly [name: string]: string }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const SESSION_EXPORT = { types: "./dist/session.d.ts", default: "./dist/session.js" };

const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    module: "NodeNext",
    lib: ["ES2022"],
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["src", "test"],
};

const TSCONFIG_BUILD = {
  extends: "./tsconfig.json",
  compilerOptions: {
    noEmit: false,
    rootDir: "src",
    outDir: "dist",
    declaration: true,
    declarationMap: true,
    sourceMap: true,
  },
  include: ["src"],
};
