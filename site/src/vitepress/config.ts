import {
  type DefaultTheme,
  defineConfig,
  type MarkdownEnv,
  type MarkdownOptions,
  type MarkdownRenderer,
  type UserConfig,
} from "vitepress";
import type { Addresses } from "../documents/addresses.ts";
import { rewriteLinks } from "../documents/rewrite-links.ts";
import type { NavigationItem, NavigationSection } from "../pages.ts";
import { searchSections } from "./search-sections.ts";

type ShikiTransformer = NonNullable<MarkdownOptions["codeTransformers"]>[number];

/** The input of the VitePress configuration, as JSON. */
export interface SiteData {
  readonly title: string;
  readonly about: string;
  readonly base: string;
  readonly sections: readonly NavigationSection[];
  readonly addresses?: Addresses | undefined;
}

/** The configuration of VitePress for a site. */
export function siteConfig({
  title,
  about,
  base,
  sections,
  addresses,
}: SiteData): UserConfig<DefaultTheme.Config> {
  return defineConfig({
    title,
    description: about,
    base,
    lang: "en",
    cleanUrls: true,
    // One page after the other, so that the index of the search always has the same order.
    buildConcurrency: 1,
    head: [["link", { rel: "icon", href: `${base}icon.svg`, type: "image/svg+xml" }]],
    markdown: {
      // Braces at the end of a line are code in these texts, not attributes.
      attrs: { disable: true },
      anchor: { slugify },
      theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
      codeTransformers: [highlightWholeLines],
      config: (md) => {
        plainText(md);
        if (addresses !== undefined) rewriteLinks(md, addresses);
      },
    },
    themeConfig: {
      logo: "/icon.svg",
      nav: sections.map((section) => ({
        text: section.title,
        link: `/${section.address}`,
        activeMatch: activeMatch(section),
      })),
      sidebar: sidebars(sections),
      outline: { level: [2, 3], label: "On this page" },
      docFooter: { prev: "Previous", next: "Next" },
      search: {
        provider: "local",
        options: {
          _render: searchable,
          miniSearch: { _splitIntoSections: (_, html) => searchSections(html) },
          detailedView: true,
        },
      },
      notFound: {
        title: "This page does not exist",
        quote: "It may have been renamed. The search finds it by its words.",
        linkText: "To the first page",
        linkLabel: "To the first page",
      },
    },
  });
}

/**
 * By default Shiki stops highlighting a line after 500 ms, so a busy machine would build other files.
 */
const highlightWholeLines: ShikiTransformer = {
  name: "highlight-whole-lines",
  preprocess(_code, options) {
    options.tokenizeTimeLimit = 0;
  },
};

/** The anchors of headings are those of GitHub, so that links work in both. */
function slugify(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

/** Switches off what GitHub does not have: expressions of Vue, and emoji made of words between colons. */
function plainText(md: MarkdownRenderer): void {
  md.core.ruler.disable("emoji");
  const render = md.render.bind(md);
  md.render = (source, env) => render(source, env).replaceAll("{{", "&#123;&#123;");
}

/** The text of a page for the search, which needs no highlighted code: highlighting takes most of the time of a build. */
function searchable(source: string, env: MarkdownEnv, md: SearchedMarkdown): string {
  const { highlight } = md.options;
  md.options.highlight = null;
  const html = md.render(source, env);
  md.options.highlight = highlight;
  return env.frontmatter?.search === false ? "" : html;
}

type SearchedMarkdown = Pick<MarkdownRenderer, "options" | "render">;

/** The pages of a section are in several folders. */
function sidebars(sections: readonly NavigationSection[]): DefaultTheme.SidebarMulti {
  return Object.fromEntries(
    sections.flatMap(({ items }) => {
      const entries = items.map(sidebarItem);
      return foldersOf(items).map((folder) => [`/${folder}/`, entries]);
    }),
  );
}

function sidebarItem({ title, address, items }: NavigationItem): DefaultTheme.SidebarItem {
  return {
    text: escapeHtml(title),
    ...(address !== undefined && { link: `/${address}` }),
    ...(items !== undefined && { items: items.map(sidebarItem) }),
  };
}

/** Titles in the sidebar are HTML. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function activeMatch({ items }: NavigationSection): string {
  return `^/(?:${foldersOf(items).join("|")})/`;
}

/** The folders at the top of the site in which a section has pages. */
function foldersOf(items: readonly NavigationItem[]): readonly string[] {
  const addresses = items.flatMap(function all({ address, items = [] }: NavigationItem): readonly string[] {
    return [...(address === undefined ? [] : [address]), ...items.flatMap(all)];
  });
  return [...new Set(addresses.map((address) => address.split("/")[0] ?? ""))];
}
