import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildReference, loadConfig, readDocument } from "@copilot-sdk/generator";
import { describe, expect, test } from "vitest";
import { strictOptions } from "../../test/support/compiler.ts";
import { compileHere } from "../../test/support/project.ts";
import { methodAnchor } from "../src/reference/methods.ts";
import { built, repository } from "./support/built-site.ts";

const { packages } = await buildReference({ cwd: repository });
const [own] = packages;
const pages = own?.pages ?? [];
const methods = pages.flatMap((page) => page.methods.map((method) => ({ page, method })));

describe("the reference", () => {
  test("has every operation of the document", async () => {
    const { document } = await readDocument(await loadConfig({ cwd: repository }));
    const operations = Object.values(document.root.paths ?? {}).flatMap((item) =>
      Object.values(item as object).flatMap((operation: unknown) =>
        typeof operation === "object" && operation !== null && "operationId" in operation
          ? [operation.operationId]
          : [],
      ),
    );
    expect(operations.length).toBeGreaterThan(50);
    const described = new Set(methods.map(({ method }) => method.operation));
    expect(operations.filter((id) => !described.has(id as string))).toEqual([]);
  });

  test.each(pages.map((page) => [page.title, page] as const))(
    "%s: each method has an anchor, its request and its sample on the built page",
    (_, page) => {
      const html = readFileSync(join(built, `reference/${page.path.join("/")}.html`), "utf8");
      const sections = html.split('<section class="method">').slice(1);
      expect(sections.length).toBe(page.methods.length);
      for (const [index, method] of page.methods.entries()) {
        const section = sections[index] ?? "";
        expect(section).toContain(` id="${methodAnchor(method)}"`);
        expect(textOf(section)).toContain(textOf(method.path));
        expect(textOf(section.split('<div class="sample">')[1] ?? "")).toContain(method.sample);
        for (const { name } of method.fields) expect(textOf(section)).toContain(name);
      }
    },
  );

  test("all samples compile", async () => {
    const files = Object.fromEntries(
      methods.map(({ page, method }) => [
        `${page.title}-${method.operation}.ts`,
        `${own?.construct}\n${method.sample}\n`,
      ]),
    );
    expect(Object.keys(files).length).toBe(methods.length);
    const compilerOptions = { ...strictOptions, lib: ["ES2025"], noEmit: true, moduleDetection: "force" };
    expect(await compileHere({ files, compilerOptions })).toEqual([]);
  });
});

/** The text of HTML as a reader sees it. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&#123;", "{")
    .replaceAll("&amp;", "&");
}
