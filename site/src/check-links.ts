import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The links of built pages that lead to no file of the site, or to no element of its page: `guide/index.html: /guide/nothing`. */
export function checkLinks(folder: string, base: string): readonly string[] {
  const files = globSync("**/*.html", { cwd: folder }).map((file) => file.replaceAll("\\", "/"));
  const pages = new Map(files.map((file) => [file, readPage(readFileSync(join(folder, file), "utf8"))]));
  return [...pages].flatMap(([file, { links }]) => {
    const here = new URL(`${base}${file}`, "http://site.test");
    const broken = [...links].filter((link) => !leadsSomewhere(new URL(link, here), folder, base, pages));
    return broken.map((link) => `${file}: ${link}`);
  });
}

interface BuiltPage {
  readonly links: ReadonlySet<string>;
  readonly anchors: ReadonlySet<string>;
}

function readPage(html: string): BuiltPage {
  const attributes = (names: string) =>
    [...html.matchAll(new RegExp(`<[^>]*?\\s(?:${names})="([^"]*)"`, "g"))].map(([, value = ""]) =>
      value.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'"),
    );
  return {
    links: new Set([...attributes("href"), ...attributes("src")]),
    anchors: new Set(attributes("id")),
  };
}

function leadsSomewhere(
  target: URL,
  folder: string,
  base: string,
  pages: ReadonlyMap<string, BuiltPage>,
): boolean {
  if (target.host !== "site.test") return true;
  const path = decodeURIComponent(target.pathname);
  if (!path.startsWith(base)) return false;
  const file = fileOf(path.slice(base.length), folder);
  if (file === undefined) return false;
  const anchor = decodeURIComponent(target.hash.slice(1));
  return anchor === "" || pages.get(file)?.anchors.has(anchor) === true;
}

/** The file of an address: `guide/` is `guide/index.html`, and `guide/webhooks` is `guide/webhooks.html`. */
export function fileOf(path: string, folder: string): string | undefined {
  const candidates = path === "" || path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`];
  return candidates.find((file) => existsSync(join(folder, file)) && statSync(join(folder, file)).isFile());
}
