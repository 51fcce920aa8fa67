import { globSync, readFileSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { buildSite } from "../src/build.ts";
import { referenceSite } from "../src/reference-site.ts";
import { repository } from "./support/built-site.ts";
import {
  overflowOf,
  program,
  seriousFindings,
  show,
  startBrowser,
  WITHOUT_BROWSER,
} from "./support/pages.ts";
import { serveFolder } from "./support/static-server.ts";

/** Builds the reference of a document, and returns its folder. */
async function buildReferenceOf(document: string, base = "/"): Promise<string> {
  const out = join(await temporaryFolder(), "site");
  const site = await referenceSite({ specFiles: [document], name: "@acme/shop", cwd: repository });
  await buildSite(site, { out, base, work: "test" });
  return out;
}

describe("the reference of another API", () => {
  const document = join(repository, "generator/test/fixtures/nested-chat.yaml");
  let out: string;
  beforeAll(async () => {
    out = await buildReferenceOf(document, "/docs/");
  });

  test("has a page for each resource, also for those in others", () => {
    const pages = globSync("reference/**/*.html", { cwd: out }).sort();
    expect(pages).toContain("reference/index.html");
    expect(pages.filter((page) => page.split("/").length > 2).length).toBeGreaterThan(0);
    expect(readFileSync(join(out, "index.html"), "utf8")).toContain("@acme/shop");
  });

  test("has nothing of this API", () => {
    const found = globSync("**/*", { cwd: out }).filter(
      (file) => statSync(join(out, file)).isFile() && /copilot/i.test(readFileSync(join(out, file), "utf8")),
    );
    expect(found).toEqual([]);
  });

  test("is the same, byte for byte, when it is built again", async () => {
    const again = await buildReferenceOf(document, "/docs/");
    const files = (folder: string) =>
      globSync("**/*", { cwd: folder })
        .filter((file) => statSync(join(folder, file)).isFile())
        .sort();
    expect(files(again)).toEqual(files(out));
    for (const file of files(out))
      expect(readFileSync(join(again, file)).equals(readFileSync(join(out, file))), file).toBe(true);
  });
});

/** Text that would be code if a step forgot to escape it. */
const HOSTILE = [
  "{{ constructor.constructor('globalThis.broken = 1')() }}",
  "</div></section><script>globalThis.broken = 1</script>",
  '<img src=x onerror="globalThis.broken = 1">',
  "[a](javascript:globalThis.broken=1) [b](nothing.md) :tada: ```",
  "# A heading",
  "    an indented line",
  "::: danger",
  "<!--@include: ./index.md-->",
].join("\n\n");

describe("a document whose texts look like code", () => {
  test.skipIf(program === undefined)("is shown as it is written, and runs nothing", async () => {
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    const text = (name: string) => `${name} ${HOSTILE}`;
    const schema = {
      type: "object",
      description: text("The type."),
      properties: {
        "a}}{{b": { type: "string", description: text("The property."), enum: ["{{ 1 + 1 }}", "</code>"] },
      },
    };
    const api = {
      openapi: "3.1.0",
      info: { title: "Shop {{ 1 + 1 }} <b>", version: "1" },
      servers: [{ url: "https://shop.example" }],
      tags: [{ name: "orders", description: text("The resource.") }],
      paths: {
        "/orders/{id}": {
          get: {
            operationId: "retrieveOrder",
            tags: ["orders"],
            summary: text("The summary."),
            description: text("The description."),
            parameters: [
              {
                name: "id",
                in: "path",
                required: true,
                schema: { type: "string" },
                description: text("The id."),
                example: "`{{ 1 + 1 }}` </pre>",
              },
            ],
            responses: {
              200: {
                description: "ok",
                content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
              },
            },
          },
        },
      },
      components: { schemas: { Order: schema } },
    };
    const document = join(folder, "openapi.json");
    await writeFile(document, JSON.stringify(api));
    const out = await buildReferenceOf(document);
    await using server = await serveFolder(out);
    const browser = await startBrowser(program ?? "");
    try {
      for (const path of ["", "reference/", "reference/orders"]) {
        const { page, problems } = await show(browser, `${server.url}/${path}`, {
          width: 390,
          scheme: "light",
        });
        expect(problems).toEqual([]);
        expect(await page.evaluate(() => "broken" in globalThis)).toBe(false);
        expect(await overflowOf(page)).toBe(0);
        expect(await seriousFindings(page)).toEqual([]);
        if (path === "reference/orders") {
          const shown = (await page.locator("main").textContent()) ?? "";
          for (const part of ["The summary.", "The description.", "The property.", "The type."])
            expect(shown).toContain(part);
          expect(shown).toContain("{{ constructor.constructor('globalThis.broken = 1')() }}");
          expect(shown).toContain("<script>globalThis.broken = 1</script>");
          expect(shown).toContain('"{{ 1 + 1 }}"');
        }
      }
    } finally {
      await browser.close();
    }
  });
});

if (program === undefined) console.info(`texts that look like code are not shown: ${WITHOUT_BROWSER}`);
