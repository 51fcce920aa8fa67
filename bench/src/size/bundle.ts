import { resolve } from "node:path";
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
  readonly code: Uint8Array;
  /** The bytes of each module in the bundle, by its absolute path. */
  readonly modules: ReadonlyMap<string, number>;
}

/** Bundles and minifies a module with its dependencies. */
export async function bundle({ source, folder, platform, alias = {} }: BundleSource): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(folder, import.meta.url)) },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    platform,
    alias,
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  const [output] = Object.values(metafile.outputs);
  const sizes = Object.entries(output?.inputs ?? {});
  return {
    code: outputFiles[0]?.contents ?? new Uint8Array(),
    modules: new Map(sizes.map(([path, { bytesInOutput }]) => [resolve(path), bytesInOutput])),
  };
}

/** Bundles and minifies a module with its dependencies, and returns the size. */
export async function weigh(source: BundleSource): Promise<Weight> {
  const { code } = await bundle(source);
  return { minified: code.length, gzipped: gzipSync(code, { level: 9 }).length };
}
