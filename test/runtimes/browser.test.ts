// The quickstart in a page of a real browser, bundled by what pages are bundled with.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build as buildWithEsbuild } from "esbuild";
import { build as buildWithVite } from "vite";
import { describe, expect, inject, test } from "vitest";
import { browser, showing } from "./support/browser.ts";
import { bundlers, cell } from "./support/cells.ts";
import { servePage } from "./support/page-server.ts";
import { expectQuickstart } from "./support/quickstart.ts";

const consumer = inject("consumer");
const entry = join(consumer, "quickstart-page.mjs");
const html = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Quickstart</title><script type="module" src="${script}"></script>`;

describe.concurrent.each([
  { name: bundlers.esbuild, key: "a key in a page of esbuild", bundle: bundleWithEsbuild },
  { name: bundlers.vite, key: "a key in a page of Vite", bundle: bundleWithVite },
])("$name", ({ name, key, bundle }) => {
  const options = cell(name, "import");

  test(
    "refuses a key unless that is allowed, then does all that the quickstart says",
    options,
    async ({ skip }) => {
      if (browser === undefined) return skip("neither chromium nor google-chrome is on the PATH");
      const page = await servePage(await bundle(), inject("mockUrl"));
      try {
        const url = `${page.url}/?key=${encodeURIComponent(key)}`;
        const { refusal, lines, failure } = await showing(browser, url, page.report);
        expect(failure).toBeUndefined();
        expect(refusal).toMatch(/^ConfigurationError: in a browser everyone can read the Copilot.* key\./);
        expect(refusal).toContain("set dangerouslyAllowBrowser");
        expectQuickstart(lines);
      } finally {
        await page.stop();
      }
    },
  );
});

async function bundleWithEsbuild(): Promise<string> {
  const folder = join(consumer, "page-of-esbuild");
  await buildWithEsbuild({
    entryPoints: [entry],
    outfile: join(folder, "page.js"),
    bundle: true,
    minify: true,
    platform: "browser",
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  await writeFile(join(folder, "index.html"), html("/page.js"));
  return folder;
}

async function bundleWithVite(): Promise<string> {
  const root = join(consumer, "page-of-vite");
  await mkdir(root);
  await writeFile(join(root, "index.html"), html("../quickstart-page.mjs"));
  const outDir = join(root, "dist");
  await buildWithVite({ root, configFile: false, logLevel: "error", build: { outDir, target: "es2022" } });
  return outDir;
}
