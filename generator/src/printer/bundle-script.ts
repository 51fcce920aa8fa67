import type { ModuleFormat } from "../partition/package-model.ts";
import type { TypeScriptFile } from "./generated-file.ts";

/** Inputs of the script that bundles a package. */
export interface BundleScript extends Pick<ModuleFormat, "format"> {
  /** True if the module `version` gets the version of `package.json`. */
  readonly writesVersion: boolean;
}

/** `bundle.mjs`, the first step of a package's build. It writes each published module as one file; the compiler writes the declarations. */
export function bundleScript(folder: string, { format, writesVersion }: BundleScript): TypeScriptFile {
  const isBoth = format === "both";
  const names = ["readFileSync", "rmSync", ...(isBoth ? ["writeFileSync"] : [])];
  const statements = [
    `import { ${names.join(", ")} } from "node:fs";\nimport { rolldown } from "rolldown";\n`,
    `const { exports${writesVersion ? ", version" : ""} } = JSON.parse(readFileSync("package.json", "utf8"));\n`,
    modulesText(isBoth ? "target.import.default" : "target.default"),
    ...(writesVersion ? [VERSION] : []),
    bundleText(writesVersion ? "\n  plugins: [versionModule]," : ""),
    SETTINGS,
    ...WRITES[format],
    "await bundle.close();",
    ...(isBoth ? [MARK_COMMONJS] : []),
  ];
  return { kind: "typescript", path: `${folder}/bundle.mjs`, statements };
}

function modulesText(file: string): string {
  return `// The modules that programs import, such as \`index\`.
const modules = Object.values(exports)
  .filter((target) => typeof target === "object")
  .map((target) => ${file}.replace(/^\\.\\/dist\\/|\\.js$/g, ""));
`;
}

const VERSION = `// Versions are raised in package.json.
const versionModule = {
  name: "version",
  load: (id) =>
    /[\\\\/]src[\\\\/]version\\.ts$/.test(id) ? \`export const version = \${JSON.stringify(version)};\` : undefined,
};
`;

function bundleText(plugins: string): string {
  return `// A module that was deleted or renamed must not remain.
rmSync("dist", { recursive: true, force: true });

// Other packages remain imports. Nothing is removed, because only the bundler of a program knows what it uses.
const bundle = await rolldown({
  input: Object.fromEntries(modules.map((name) => [name, \`./src/\${name}.ts\`])),
  external: (name, importer, isResolved) => !isResolved && !/^\\.{0,2}\\//.test(name),
  platform: "neutral",
  treeshake: false,
  transform: { target: "es2022" },${plugins}
});
`;
}

const SETTINGS = `// Each of them becomes one file, and what several of them need another, because finding and linking files takes most of the time of an
// import.
const settings = {
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  codeSplitting: { groups: [{ name: "chunks/shared", minShareCount: 2 }] },
  hoistTransitiveImports: false,
  minifyInternalExports: false,
  sourcemap: true,
  // The sources are part of the package.
  sourcemapExcludeSources: true,
};
`;

const writeText = (format: "esm" | "cjs", dir: string): string =>
  `await bundle.write({ ...settings, format: "${format}", dir: "${dir}" });`;

const WRITES = {
  both: [writeText("esm", "dist"), writeText("cjs", "dist/cjs")],
  esm: [writeText("esm", "dist")],
  commonjs: [writeText("cjs", "dist")],
};

const MARK_COMMONJS =
  "\n// Node takes the modules below `dist/cjs` for CommonJS by the package.json beside them.\n" +
  `writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\\n');`;
