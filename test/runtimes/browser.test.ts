// The quickstart in a real browser, bundled with common bundlers.
import { describe, expect, inject, test } from "vitest";
import { startMockProcess } from "../support/mock-process.ts";
import { browser, showing } from "./support/browser.ts";
import { bundlers, cell } from "./support/cells.ts";
import { bundleWithEsbuild, bundleWithVite } from "./support/page-bundles.ts";
import { servePage } from "./support/page-server.ts";
import { expectQuickstart } from "./support/quickstart.ts";

const consumer = inject("consumer");

/** The report of the quickstart page. */
interface PageReport {
  /** The error of a client that was created with only a key. */
  readonly refusal: string;
  readonly lines: readonly string[];
  /** The error that stopped the quickstart. */
  readonly failure?: string;
}

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
      const mock = await startMockProcess();
      const page = await servePage(await bundle(consumer, "quickstart-page"), mock.url);
      try {
        const url = `${page.url}/?key=${encodeURIComponent(key)}`;
        const report = (await showing(browser, url, page.report)) as PageReport;
        const { refusal, lines, failure } = report;
        expect(failure).toBeUndefined();
        expect(refusal).toMatch(/^ConfigurationError: in a browser everyone can read the Copilot.* key\./);
        expect(refusal).toContain("set dangerouslyAllowBrowser");
        expectQuickstart(lines);
      } finally {
        await page.stop();
        await mock.stop();
      }
    },
  );
});
