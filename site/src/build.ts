import { join } from "node:path";
import { build } from "vitepress";
import { checkLinks } from "./check-links.ts";
import { SITE_FOLDER, type Site, writeSite } from "./site.ts";

export interface BuildOptions {
  /** The folder for the built site. It is emptied before. */
  readonly out: string;
  /** Where the site is on its host. Default: `/`. */
  readonly base?: string;
  /** The name of the folder for the pages, so that two builds do not share one. Default: `build`. */
  readonly work?: string;
}

/**
 * Builds a site. It uses no network, and the same pages become the same files.
 *
 * @throws Error if a link leads nowhere.
 */
export async function buildSite(
  site: Site,
  { out, base = "/", work = "build" }: BuildOptions,
): Promise<void> {
  const folder = join(SITE_FOLDER, ".pages", work);
  await writeSite(site, folder, base);
  await build(folder, { outDir: out, base });
  const broken = checkLinks(out, base);
  if (broken.length > 0) throw new Error(`links lead nowhere:\n${broken.join("\n")}`);
}
