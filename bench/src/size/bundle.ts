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

/** Bundles and minifies a module with its dependencies, and returns the size. */
export async function weigh({ source, folder, platform, alias = {} }: BundleSource): Promise<Weight> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(folder, import.meta.url)) },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform,
    alias,
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bundle.length, gzipped: gzipSync(bundle, { level: 9 }).length };
}
