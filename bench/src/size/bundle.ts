import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** A module, and where its imports are looked up. */
export interface BundleSource {
  /** Source of the module. */
  readonly source: string;
  /** Folder, from this file. */
  readonly folder: string;
  /** Where it runs. */
  readonly platform: "neutral" | "node";
}

/** Bytes of a bundle. */
export interface Weight {
  readonly minified: number;
  /** The same, compressed by gzip -9. */
  readonly gzipped: number;
}

/** Bundles a module with all that it needs, minified, and weighs that. */
export async function weigh({ source, folder, platform }: BundleSource): Promise<Weight> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL(folder, import.meta.url)) },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform,
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bundle.length, gzipped: gzipSync(bundle, { level: 9 }).length };
}
