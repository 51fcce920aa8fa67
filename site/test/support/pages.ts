import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { findRequiredProgram } from "../../../test/support/required-program.ts";

/** Absolute path of the installed Chromium or Chrome. Undefined if there is none, which fails in CI. */
export const program: string | undefined = findRequiredProgram([
  "chromium",
  "chromium-browser",
  "google-chrome",
]);

/** Why tests with pages are skipped without a browser. */
export const WITHOUT_BROWSER = "neither chromium nor google-chrome is on the PATH";

/** Starts the browser without its sandbox, which containers do not support. */
export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-quic"] });
}

export interface ShownPage {
  readonly page: Page;
  /** Errors in the console, exceptions, requests that failed, and responses with an error. */
  readonly problems: readonly string[];
}

export interface View {
  /** In pixels. */
  readonly width: number;
  readonly scheme: "light" | "dark";
}

/** Opens a page, and waits until its scripts run. */
export async function show(browser: Browser, url: string, { width, scheme }: View): Promise<ShownPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url, { waitUntil: "networkidle" });
  return { page, problems };
}

/** How far the page and its main boxes can be scrolled to the side, in pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The problems that axe reports as serious or critical: the rule, and the elements. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: { readonly resultTypes: readonly string[] }): Promise<AxeResults> };
    };
    // What passes is checked, but not described element by element, which takes longer than all checks.
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      elements: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
    }));
  });
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, elements }) => elements.map((element) => `${id} ${element}`));
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
  }[];
}
