import type { ManifestLinks } from "../partition/package-model.ts";
import { repositoryPages } from "../repository.ts";

/** `repository`, `homepage` and `bugs` of `package.json`. What is not configured follows from the repository, if its host is known. */
export function linkFields({ repository, homepage, bugs }: ManifestLinks, directory: string): object {
  const pages = repository === undefined ? undefined : repositoryPages(repository);
  const home = homepage ?? (pages && `${pages.folder(directory)}#readme`);
  const contact = bugs ?? pages?.issues;
  return {
    ...(repository !== undefined && { repository: { type: "git", url: repository, directory } }),
    ...(home !== undefined && { homepage: home }),
    ...(contact !== undefined && { bugs: /^https?:/i.test(contact) ? { url: contact } : { email: contact } }),
  };
}
