import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type NavigationSection, type Page, pageText } from "./pages.ts";
import type { SiteData } from "./vitepress/config.ts";

/** A site before VitePress builds it. */
export interface Site {
  readonly title: string;
  readonly about: string;
  readonly pages: readonly Page[];
  readonly sections: readonly NavigationSection[];
  /** How links between files of a repository are rewritten. Absent: no page has such links. */
  readonly addresses?: SiteData["addresses"];
  /** The files of images, by their paths in the site. */
  readonly images?: { readonly [path: string]: string };
}

/** The folder of this package. VitePress finds its modules from there, so the pages have to be in it. */
export const SITE_FOLDER: string = fileURLToPath(new URL("../", import.meta.url));

/** Two windows, one behind the other. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="4" width="20" height="17" rx="4" fill="#5eead4"/><rect x="9" y="11" width="20" height="17" rx="4" fill="#0f766e"/></svg>\n';

/**
 * Writes the pages of a site and the configuration of VitePress into a folder, which is emptied before.
 *
 * @param base Where the site is on its host, `/docs/`.
 */
export async function writeSite(site: Site, folder: string, base: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const { pages, sections, title, about, addresses, images = {} } = site;
  const data: SiteData = {
    title,
    about,
    base,
    sections,
    addresses,
  };
  const own = relative(join(folder, ".vitepress"), join(SITE_FOLDER, "src")).replaceAll("\\", "/");
  const files = {
    ".vitepress/site.json": JSON.stringify(data, undefined, 1),
    ".vitepress/config.ts": `import { siteConfig } from "${own}/vitepress/config.ts";\nimport data from "./site.json";\nexport default siteConfig(data);\n`,
    ".vitepress/theme/index.ts": `export { default } from "../${own}/theme/index.ts";\n`,
    "public/icon.svg": ICON,
    ...Object.fromEntries(pages.map((page) => [page.path, pageText(page)])),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  for (const [path, file] of Object.entries(images)) await cp(file, join(folder, path));
}
