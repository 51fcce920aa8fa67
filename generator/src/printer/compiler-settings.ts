import type { JsonFile } from "./generated-file.ts";

/**
 * The configuration of the compiler for a package: `tsconfig.json` for editors and checks, and one for each format of the build.
 *
 * @param options.web Whether the sources need the types of the web platform.
 * @param options.include The folders that are checked.
 */
export function compilerSettings(
  folder: string,
  { web, include }: { readonly web: boolean; readonly include: readonly string[] },
): readonly JsonFile[] {
  const json = (name: string, value: object): JsonFile => ({
    kind: "json",
    path: `${folder}/${name}.json`,
    value,
  });
  return [
    json("tsconfig", checkSettings(web, include)),
    json("tsconfig.build", BUILD_SETTINGS),
    json("tsconfig.cjs", CJS_SETTINGS),
  ];
}

function checkSettings(web: boolean, include: readonly string[]): object {
  return {
    compilerOptions: {
      target: "ES2022",
      module: "NodeNext",
      lib: ["ES2022", ...(web ? ["DOM", "DOM.Iterable"] : [])],
      types: ["node"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
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
    sourceMap: true,
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
