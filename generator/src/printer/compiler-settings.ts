import type { ModuleFormat } from "../partition/package-model.ts";
import type { JsonFile } from "./generated-file.ts";

/** Inputs of the settings of the compiler. */
export interface CompiledSources {
  /** True if the sources need the types of the web platform. */
  readonly web: boolean;
  /** The folders that are checked. */
  readonly include: readonly string[];
  readonly modules: ModuleFormat;
}

/** The configuration of the compiler for a package: `tsconfig.json` for editors and checks, and one for each format of the build. */
export function compilerSettings(folder: string, sources: CompiledSources): readonly JsonFile[] {
  const { format } = sources.modules;
  const json = (name: string, value: object): JsonFile => ({
    kind: "json",
    path: `${folder}/${name}.json`,
    value,
  });
  return [
    json("tsconfig", checkSettings(sources)),
    json("tsconfig.build", BUILD_SETTINGS),
    ...(format === "both" ? [json("tsconfig.cjs", CJS_SETTINGS)] : []),
  ];
}

function checkSettings({ web, include, modules: { format, extensions } }: CompiledSources): object {
  const isCommonJS = format === "commonjs";
  return {
    compilerOptions: {
      target: "ES2022",
      // As in `tsconfig.cjs.json`: sources are written as ES modules, which the compiler refuses in a CommonJS package of Node.
      ...(isCommonJS ? { module: "CommonJS", moduleResolution: "Bundler" } : { module: "NodeNext" }),
      lib: ["ES2022", ...(web ? ["DOM", "DOM.Iterable"] : [])],
      types: ["node"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      ...(isCommonJS ? { isolatedModules: true } : { verbatimModuleSyntax: true }),
      ...(extensions === ".ts" && { rewriteRelativeImportExtensions: true }),
      skipLibCheck: true,
      noEmit: true,
    },
    include,
  };
}

const BUILD_SETTINGS = {
  extends: "./tsconfig.json",
  compilerOptions: {
    noEmit: false,
    rootDir: "src",
    outDir: "dist",
    declaration: true,
    declarationMap: true,
    emitDeclarationOnly: true,
  },
  include: ["src"],
};

const CJS_SETTINGS = {
  extends: "./tsconfig.build.json",
  compilerOptions: {
    module: "CommonJS",
    moduleResolution: "Bundler",
    verbatimModuleSyntax: false,
    outDir: "dist/cjs",
  },
};
