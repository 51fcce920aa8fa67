// Programs as browser pages, bundled with common bundlers.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build as buildWithEsbuild } from "esbuild";
import { build as buildWithVite } from "vite";

const html = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Test</title><script type="module" src="${script}"></script>`;

/**
 * Creates a page from a program of the consumer with esbuild.
 *
 * @param program The name of the program, such as `quickstart-page`.
 * @param minify False keeps the names of functions.
 * @returns The folder to serve.
 */
export async function bundleWithEsbuild(
  consumer: string,
  program: string,
  { minify = true }: { readonly minify?: boolean } = {},
): Promise<string> {
  const folder = join(consumer, `${program}-of-esbuild`);
  await buildWithEsbuild({
    entryPoints: [join(consumer, `${program}.mjs`)],
    outfile: join(folder, "page.js"),
    bundle: true,
    minify,
    platform: "browser",
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  await writeFile(join(folder, "index.html"), html("/page.js"));
  return folder;
}

/** Creates a page with Vite. */
export async function bundleWithVite(consumer: string, program: string): Promise<string> {
  const root = join(consumer, `${program}-of-vite`);
  await mkdir(root);
  await writeFile(join(root, "index.html"), html(`../${program}.mjs`));
  const outDir = join(root, "dist");
  await buildWithVite({ root, configFile: false, logLevel: "error", build: { outDir, target: "es2022" } });
  return outDir;
}
