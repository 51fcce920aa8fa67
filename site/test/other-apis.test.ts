import { globSync, readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { succeed } from "../../test/support/run.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { referenceSite } from "../src/reference-site.ts";
import { SITE_FOLDER } from "../src/site.ts";
import { repository } from "./support/built-site.ts";
import { hostileDocument } from "./support/hostile-document.ts";
import {
  overflowOf,
  program,
  seriousFindings,
  show,
  startBrowser,
  WITHOUT_BROWSER,
} from "./support/pages.ts";
import { serveFolder } from "./support/static-server.ts";

test("resources in resources have pages below those of their parents", async () => {
  const document = join(repository, "generator/test/fixtures/nested-chat.yaml");
  const { pages, sections } = await referenceSite({ specFiles: [document], cwd: repository });
  const paths = pages.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["index.md", "reference/index.md"]));
  const nested = paths.filter((path) => path.split("/").length > 2);
  expect(nested.length).toBeGreaterThan(0);
  const shown = JSON.stringify(sections);
  for (const path of nested) expect(shown).toContain(JSON.stringify(path.replace(/\.md$/, "")));
});

/** Builds the reference of a document with the command line, and returns its folder. */
async function buildReferenceOf(document: string): Promise<string> {
  const out = join(await temporaryFolder(), "site");
  const parameters = ["--spec", document, "--name", "@acme/shop", "--base", "/docs/", "--out", out];
  await succeed(process.execPath, ["src/bin.ts", "build", ...parameters], {
    cwd: SITE_FOLDER,
    timeout: 280_000,
  });
  return out;
}

function filesOf(folder: string): readonly string[] {
  return globSync("**/*", { cwd: folder })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
}

describe("the built reference of another API, whose texts look like code", () => {
  let document: string;
  let out: string;
  beforeAll(async () => {
    document = join(await temporaryFolder(), "openapi.json");
    await writeFile(document, JSON.stringify(hostileDocument));
    out = await buildReferenceOf(document);
  });

  test("has nothing of this API", () => {
    const found = filesOf(out).filter((file) => /copilot/i.test(readFileSync(join(out, file), "utf8")));
    expect(found).toEqual([]);
  });

  test("is the same, byte for byte, when it is built again", async () => {
    const again = await buildReferenceOf(document);
    expect(filesOf(again)).toEqual(filesOf(out));
    const different = filesOf(out).filter(
      (file) => !readFileSync(join(again, file)).equals(readFileSync(join(out, file))),
    );
    expect(different).toEqual([]);
  });

  test("shows the texts as they are written, and runs nothing of them", async ({ skip }) => {
    if (program === undefined) return skip(WITHOUT_BROWSER);
    await using server = await serveFolder(out, "/docs/");
    const browser = await startBrowser(program);
    try {
      for (const path of ["", "reference/", "reference/orders"]) {
        const url = `${server.url}/docs/${path}`;
        const { page, problems } = await show(browser, url, { width: 390, scheme: "light" });
        expect(problems).toEqual([]);
        expect(await page.evaluate(() => "broken" in globalThis)).toBe(false);
        expect(await overflowOf(page)).toBe(0);
        expect(await seriousFindings(page)).toEqual([]);
        if (path !== "reference/orders") continue;
        const shown = (await page.locator("main").textContent()) ?? "";
        for (const part of ["The summary.", "The description.", "The property.", "The type."])
          expect(shown).toContain(part);
        expect(shown).toContain("{{ constructor.constructor(");
        expect(shown).toContain("<script>globalThis.broken = 1</script>");
        expect(shown).toContain('"{{ 1 + 1 }}"');
        expect(shown).toContain(":tada:");
      }
    } finally {
      await browser.close();
    }
  });
});
