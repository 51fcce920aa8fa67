import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { built } from "./support/built-site.ts";
import {
  overflowOf,
  program,
  seriousFindings,
  show,
  startBrowser,
  WITHOUT_BROWSER,
} from "./support/pages.ts";
import { type StaticServer, serveFolder } from "./support/static-server.ts";

if (program === undefined) console.info(`the pages are not opened: ${WITHOUT_BROWSER}`);

/** The page with the most HTML. */
const longest = globSync("**/*.html", { cwd: built })
  .map((file) => ({ file, size: statSync(join(built, file)).size }))
  .sort((a, b) => b.size - a.size)[0]
  ?.file.replace(/\.html$/, "");

const PAGES = {
  "the first page": "",
  "the first page of the reference": "reference/",
  "a resource": "reference/clients",
  "the longest page": longest ?? "",
  "a guide": "guide/webhooks",
  "a page of wide tables": "project/results",
  "a decision": "decisions/015-what-is-not-used",
  "the changelog": "changelog/",
} as const;

const VIEWS = [390, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

describe.skipIf(program === undefined)("in a browser", () => {
  let browser: Browser;
  let server: StaticServer;
  beforeAll(async () => {
    server = await serveFolder(built);
    browser = await startBrowser(program ?? "");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  describe.each(VIEWS)("at $width px, $scheme", (view) => {
    test.each(Object.entries(PAGES))(
      "%s has no error, does not scroll to the side, and can be used by everyone",
      async (_, path) => {
        const { page, problems } = await show(browser, `${server.url}/${path}`, view);
        expect(await page.locator("h1").count()).toBe(1);
        expect(await overflowOf(page)).toBe(0);
        expect(await page.locator("html.dark").count()).toBe(view.scheme === "dark" ? 1 : 0);
        expect(await seriousFindings(page)).toEqual([]);
        expect(problems).toEqual([]);
        await page.close();
      },
    );

    test("the search finds a word, and its result opens", async () => {
      const { page, problems } = await show(browser, `${server.url}/`, view);
      await page.locator("#local-search button").first().click();
      await page.locator("#localsearch-input").fill("createNotificationSettings");
      const result = page.locator("#localsearch-list a").first();
      await result.waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await result.click();
      await page.waitForURL(/\/reference\/appInstalls#createNotificationSettings$/);
      expect(await page.locator("h1").textContent()).toBe("appInstalls");
      expect(problems).toEqual([]);
      await page.close();
    });
  });

  test("an address without a page shows what to do", async () => {
    const { page } = await show(browser, `${server.url}/nothing`, { width: 390, scheme: "light" });
    expect(await page.locator("body").textContent()).toContain("This page does not exist");
    await page.getByText("To the first page").click();
    await page.locator("h1").waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    await page.close();
  });

  test("the reader's choice of a scheme is kept from page to page", async () => {
    const { page } = await show(browser, `${server.url}/reference/clients`, { width: 1280, scheme: "light" });
    await page.locator(".VPNavBarAppearance button").click();
    await page.goto(`${server.url}/guide/webhooks`);
    expect(await page.locator("html.dark").count()).toBe(1);
    await page.close();
  });
});
