import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vitepress";
import { checkLinks } from "./check-links.ts";
import { SITE_FOLDER, type Site, writeSite } from "./site.ts";

export interface BuildOptions {
  /** The folder for the built site. It is emptied before. */
  readonly out: string;
  /** Where the site is on its host. Default: `/`. */
  readonly base?: string;
  /** The name of a temporary folder for the pages, so that two builds do not share one. Default: `build`, which remains for `preview`. */
  readonly work?: string;
}

/**
 * Builds a site. It uses no network, and the same pages become the same files.
 *
 * @throws Error if a link leads nowhere.
 */
export async function buildSite(site: Site, { out, base = "/", work }: BuildOptions): Promise<void> {
  const folder = join(SITE_FOLDER, ".pages", work ?? "build");
  await writeSite(site, folder, base);
  await build(folder, { outDir: out, base });
  if (work !== undefined) await rm(folder, { recursive: true });
  const broken = checkLinks(out, base);
  if (broken.length > 0) throw new Error(`links lead nowhere:\n${broken.join("\n")}`);
}
