import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createMarkdownRenderer } from "vitepress";
import { describe, expect, test, vi } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { changelog } from "../src/changelog.ts";
import { checkLinks } from "../src/check-links.ts";
import { relativeTo, rewriteLink } from "../src/documents/addresses.ts";
import { findDocuments } from "../src/documents/find-documents.ts";
import { siteConfig } from "../src/vitepress/config.ts";
import { searchSections } from "../src/vitepress/search-sections.ts";
import { repository } from "./support/built-site.ts";

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

describe("documents", () => {
  test("a new document has a page without an entry anywhere", async () => {
    const root = await folderWith({
      "docs/webhooks.md": "# Webhooks",
      "docs/novelty.md": "# A `new` [thing](x.md)",
      "docs/decisions/README.md": "# Decisions",
      "docs/decisions/999-new.md": "# 999: New",
      "packages/crm/README.md": "# crm",
      "packages/crm/api.md": "# API of crm",
    });
    const pages = findDocuments(root).flatMap(({ groups }) =>
      groups.flatMap(({ documents }) =>
        documents.map(({ page, title, isHidden }) => [page, title, isHidden]),
      ),
    );
    expect(pages).toEqual([
      ["guide/webhooks.md", "Webhooks", false],
      ["guide/novelty.md", "A new thing", false],
      ["packages/crm.md", "crm", false],
      ["packages/crm-api.md", "API of crm", true],
      ["decisions/index.md", "Decisions", false],
      ["decisions/999-new.md", "999: New", false],
    ]);
  });

  test("every document of this repository has one page", () => {
    const pages = findDocuments(repository).flatMap(({ groups }) =>
      groups.flatMap((group) => group.documents),
    );
    expect(new Set(pages.map(({ page }) => page)).size).toBe(pages.length);
    expect(pages.map(({ source }) => source)).toEqual(
      expect.arrayContaining(["README.md", "docs/webhooks.md", "packages/runtime/README.md"]),
    );
  });
});

describe("links between files", async () => {
  const root = await folderWith({ "docs/a.md": "", "docs/sub/b.md": "", "src/code.ts": "" });
  const addresses = {
    root,
    sources: { "guide/a.md": "docs/a.md", "deep/down/b.md": "docs/sub/b.md" },
    addresses: {
      "docs/a.md": "guide/a",
      "docs/sub/b.md": "deep/down/b",
      "lib/README.md": "lib/",
      "docs/a.md#x": "other#y",
    },
  };

  test.each([
    ["sub/b.md", "guide/a.md", "../deep/down/b"],
    ["sub/b.md#part", "guide/a.md", "../deep/down/b#part"],
    ["../a.md", "deep/down/b.md", "../../guide/a"],
    ["../a.md#x", "deep/down/b.md", "../../other#y"],
    ["../lib", "guide/a.md", "../lib/"],
    ["../lib/", "guide/a.md", "../lib/"],
    ["#here", "guide/a.md", "#here"],
    ["https://example.com", "guide/a.md", "https://example.com"],
    ["anything.md", "a-page-without-a-source.md", "anything.md"],
  ])("%s on %s leads to %s", (href, page, expected) => {
    expect(rewriteLink(href, page, addresses)).toEqual({ href: expected });
  });

  test("a link to a file that is no page leads to the repository, or is text", () => {
    expect(rewriteLink("../src/code.ts", "guide/a.md", addresses)).toBe("text");
    const files = "https://github.com/acme/shop/blob/HEAD/";
    expect(rewriteLink("../src/code.ts", "guide/a.md", { ...addresses, files })).toEqual({
      href: `${files}src/code.ts`,
    });
  });

  test("a link to a file that does not exist is an error with both paths", () => {
    expect(() => rewriteLink("nothing.md", "guide/a.md", addresses)).toThrow(
      "docs/a.md links to nothing.md, which does not exist",
    );
  });

  test("addresses are relative, so that the site may be anywhere on its host", () => {
    expect(relativeTo("index.md", "guide/")).toBe("./guide/");
    expect(relativeTo("guide/index.md", "guide/")).toBe("./");
    expect(relativeTo("a/b/c.md", "d#e")).toBe("../../d#e");
  });
});

test("links of built pages that lead nowhere are found", async () => {
  const folder = await folderWith({
    "index.html": '<h1 id="top"></h1><a href="./a">a</a><a href="/docs/a#part">a</a><a href="./b">b</a>',
    "a.html":
      '<i id="part"></i><a href="./#top">top</a><a href="/docs/#none">none</a><a href="/a">a</a><img src="x.svg">',
  });
  expect(checkLinks(folder, "/docs/").toSorted()).toEqual([
    "a.html: /a",
    "a.html: /docs/#none",
    "a.html: x.svg",
    "index.html: ./b",
  ]);
});

test("the search finds each part of a page under its headings", () => {
  const html =
    '<h1>Page</h1><p>Top &lt;1&gt;</p><h2 id="a">A <a class="header-anchor" href="#a">x</a></h2><h3>Label</h3><p>One</p><p>two</p>' +
    '<h3 id="b">B</h3>three<h2 id="c">C</h2>';
  expect(searchSections(html)).toEqual([
    { anchor: "", titles: ["Page"], text: "Top <1>" },
    { anchor: "a", titles: ["Page", "A"], text: "Label One two" },
    { anchor: "b", titles: ["Page", "A", "B"], text: "three" },
    { anchor: "c", titles: ["Page", "C"], text: "" },
  ]);
});

test("the changelog has the next release, and each package that was released", async () => {
  const root = await folderWith({
    ".changeset/new.md": '---\n"@acme/shop": minor\n"@acme/core": patch\n---\n\nOrders can be cancelled.\n',
    ".changeset/README.md": "# Changesets",
    "packages/shop/CHANGELOG.md": "# @acme/shop\n\n## 1.0.0\n\nFirst release.\n",
  });
  const { pages, section } = changelog(root);
  expect(pages.map(({ path }) => path)).toEqual(["changelog/index.md", "changelog/shop.md"]);
  expect(pages[0]?.text).toContain(
    "Orders can be cancelled.\n\nPackages: `@acme/shop` (minor), `@acme/core` (patch)",
  );
  expect(pages[0]?.text).toContain("- [@acme/shop](./shop.md)");
  expect(section.items[0]?.items?.map(({ address }) => address)).toEqual(["changelog/", "changelog/shop"]);
});

test("code is highlighted alike on a slow machine", async () => {
  const { markdown } = siteConfig({ title: "", about: "", base: "/", sections: [] });
  const md = await createMarkdownRenderer(repository, markdown);
  const page = '```ts\nconst order = await client.orders.retrieve("1", { signal });\n```\n';
  const expected = md.render(page);
  let now = Date.now();
  const clock = vi.spyOn(Date, "now").mockImplementation(() => (now += 1_000));
  try {
    expect(md.render(page)).toBe(expected);
    expect(clock).toHaveBeenCalled();
  } finally {
    clock.mockRestore();
  }
});
