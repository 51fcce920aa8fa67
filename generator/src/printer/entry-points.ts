import type { ModuleFormat } from "../partition/package-model.ts";

/** A module that programs import: `.` or `./otel`, and its file without extension, `index` or `telemetry/index`. */
export type EntryPoint = readonly [subpath: string, file: string];

/**
 * The entry points in `package.json`: `exports`, and `main`, `types` and `typesVersions` for tools that do not support it, such as
 * `moduleResolution: node10`. A package with both formats has CommonJS in `dist/cjs`, otherwise its only format is in `dist`.
 */
export function entryPoints(entries: readonly EntryPoint[], { format }: ModuleFormat): object {
  const folder = format === "both" ? "dist/cjs" : "dist";
  const target = (from: string, file: string): object => ({
    types: `./${from}/${file}.d.ts`,
    default: `./${from}/${file}.js`,
  });
  const targets = (file: string): object =>
    format === "both"
      ? { import: target("dist", file), require: target("dist/cjs", file) }
      : target("dist", file);
  const main = entries.find(([subpath]) => subpath === ".")?.[1] ?? "index";
  const others = entries.filter(([subpath]) => subpath !== ".");
  return {
    main: `./${folder}/${main}.js`,
    types: `./${folder}/${main}.d.ts`,
    typesVersions: {
      "*": Object.fromEntries(
        others.map(([subpath, file]) => [subpath.slice("./".length), [`./${folder}/${file}.d.ts`]]),
      ),
    },
    exports: {
      ...Object.fromEntries(entries.map(([subpath, file]) => [subpath, targets(file)])),
      "./package.json": "./package.json",
    },
  };
}

/** The value of `type` in `package.json`, which tells Node the format of the modules in `dist`. */
export function packageType({ format }: ModuleFormat): "module" | "commonjs" {
  return format === "commonjs" ? "commonjs" : "module";
}

/** The script that builds a package: the modules, then their declarations in each format. */
export function buildScript({ format }: ModuleFormat): string {
  const declarations = format === "both" ? ["build", "cjs"] : ["build"];
  return ["node bundle.mjs", ...declarations.map((name) => `tsc -p tsconfig.${name}.json`)].join(" && ");
}
