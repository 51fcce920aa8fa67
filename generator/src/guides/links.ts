import type { PackageModel } from "../partition/package-model.ts";
import { repositoryPages } from "../repository.ts";

/** The Markdown files of a package. */
export type PackageFile = "guide.md" | "api.md" | "llms.txt" | "AGENTS.md" | "CHANGELOG.md";

/**
 * The address of a file for the README, which is also shown on npm: absolute if the repository is on a known host. Otherwise it is the file
 * beside the README, which npm cannot show.
 */
export function linkTo({ manifest: { links }, directory }: PackageModel, file: PackageFile): string {
  const pages = links.repository === undefined ? undefined : repositoryPages(links.repository);
  return pages?.file(`${directory}/${file}`) ?? file;
}
