import type { PackageModel } from "../partition/package-model.ts";
import { repositoryPages } from "../repository.ts";

/** A file of a package that its README links to. */
export type PackageFile = "guide.md" | "api.md" | "CHANGELOG.md" | "LICENSE";

/**
 * The address of a file for the README, which is also shown on npm: absolute if the repository is on a known host. Otherwise it is the file
 * next to the README, which npm cannot show.
 */
export function linkTo({ manifest: { links }, directory }: PackageModel, file: PackageFile): string {
  const pages = links.repository === undefined ? undefined : repositoryPages(links.repository);
  return pages?.file(`${directory}/${file}`) ?? file;
}
