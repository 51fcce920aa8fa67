import { completedLinks, type ManifestLinks } from "../repository.ts";

/** `repository`, `homepage` and `bugs` of the `package.json` in a folder of the repository. */
export function linkFields(links: ManifestLinks, directory: string): object {
  const { repository, homepage, bugs } = completedLinks(links, directory);
  return {
    ...(repository !== undefined && { repository: { type: "git", url: repository, directory } }),
    ...(homepage !== undefined && { homepage }),
    ...(bugs !== undefined && { bugs: /^https?:/i.test(bugs) ? { url: bugs } : { email: bugs } }),
  };
}
