import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** A module, and the folder from which its imports are resolved. */
export interface BundleSource {
  /** Source of the module. */
  readonly source: string;
  /** The folder, relative to this file. */
  readonly folder: string;
  /** The platform that the module runs on. */
  readonly platform: "neutral" | "node";
  /** Other files for some packages, by the package's name. Default: none. */
  readonly alias?: Readonly<Record<string, string>>;
}

/** The size of a bundle in bytes. */
export interface Weight {
  readonly minified: number;
  /** The size after gzip -9. */
  readonly gzipped: number;
}

/** A minified bundle. */
export interface Bundle {
  readonly code: string;
  /** Returns the absolute path of the module that a character comes from; undefined for those of the bundler. */
  moduleAt(line: number, column: number): string | undefined;
}

/** Bundles and minifies a module with its dependencies. */
export async function bundle({ source, folder, platform, alias = {} }: BundleSource): Promise<Bundle> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(folder, import.meta.url)) },
    bundle: true,
    minify: true,
    write: false,
    outfile: OUTPUT,
    sourcemap: "external",
    format: "esm",
    target: "es2022",
    platform,
    alias,
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  const text = (path: string): string => outputFiles.find((file) => file.path === path)?.text ?? "";
  const map = new SourceMap(JSON.parse(text(`${OUTPUT}.map`)) as SourceMapPayload);
  return {
    code: text(OUTPUT),
    moduleAt(line, column) {
      const entry = map.findEntry(line, column);
      return "originalSource" in entry ? resolve(dirname(OUTPUT), entry.originalSource) : undefined;
    },
  };
}

// Nothing is written to it; sources are relative to it.
const OUTPUT = resolve("bundle.js");

/** Bundles and minifies a module with its dependencies, and returns the size. */
export async function weigh(source: BundleSource): Promise<Weight> {
  return weightOf((await bundle(source)).code);
}

/** The size of a text. */
export function weightOf(code: string): Weight {
  return { minified: Buffer.byteLength(code), gzipped: gzipSync(code, { level: 9 }).length };
}
