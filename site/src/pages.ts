/** A page before VitePress renders it. */
export interface Page {
  /** Its path in the site, `guide/webhooks.md`. */
  readonly path: string;
  readonly title: string;
  /** One line, for search engines. */
  readonly about: string;
  /** `reference` has samples beside the text, `home` no navigation beside it. */
  readonly layout: "document" | "reference" | "home";
  /** Markdown without the front matter. */
  readonly text: string;
  /** Whether the search leaves it out. */
  readonly isHidden?: boolean;
}

/** An entry of the navigation beside a page. The items in it are a level below. */
export interface NavigationItem {
  readonly title: string;
  /** Relative to the site, without the extension. Absent: it is only a heading. */
  readonly address?: string;
  readonly items?: readonly NavigationItem[];
}

/** An entry of the navigation above all pages, with what is beside its pages. */
export interface NavigationSection {
  readonly title: string;
  /** The address of its first page. */
  readonly address: string;
  readonly items: readonly NavigationItem[];
}

/** The address of a page: `guide/` for `guide/index.md`, and `guide/webhooks` for `guide/webhooks.md`. */
export function addressOf(path: string): string {
  return path.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "");
}

/** The file of a page, with its front matter. */
export function pageText({ title, about, layout, text, isHidden = false }: Page): string {
  const matter = {
    title,
    ...(about !== "" && { description: attributeText(about) }),
    ...(layout === "reference" && { pageClass: "reference-page", aside: false, outline: [2, 2] }),
    ...(layout === "home" && {
      layout: "page",
      pageClass: "home-page",
      sidebar: false,
      titleTemplate: false,
    }),
    ...(isHidden && { search: false }),
  };
  // VitePress puts these values into a script, which `</script>` would end.
  const lines = Object.entries(matter).map(
    ([name, value]) => `${name}: ${JSON.stringify(value).replaceAll("<", "‹")}`,
  );
  return withoutIncludes(["---", ...lines, "---", "", text.trim(), ""].join("\n"));
}

/** VitePress writes descriptions into attributes without escaping them: quotation marks and angle brackets become similar ones. */
function attributeText(text: string): string {
  return text.replace(/\s+/g, " ").trim().replaceAll('"', "”").replaceAll("<", "‹").replaceAll(">", "›");
}

/** VitePress replaces such comments by files, also in code and in the front matter. An invisible space keeps them as they are. */
function withoutIncludes(text: string): string {
  return text.replace(/<!--(?=\s*@include)/g, "<!--\u200b");
}
