import { gt, valid } from "semver";
import { GitError, git } from "../git.ts";

/**
 * The newest version of each package with a tag on this branch, `name@1.2.3`. Publishing creates these tags.
 *
 * @returns An empty map outside of a repository.
 */
export async function taggedVersions(
  names: readonly string[],
  cwd: string,
): Promise<ReadonlyMap<string, string>> {
  const newest = new Map<string, string>();
  for (const tag of await tags(cwd)) {
    const at = tag.lastIndexOf("@");
    const [name, version] = [tag.slice(0, at), valid(tag.slice(at + 1))];
    if (version === null || !names.includes(name)) continue;
    if (gt(version, newest.get(name) ?? "0.0.0-0")) newest.set(name, version);
  }
  return newest;
}

async function tags(cwd: string): Promise<readonly string[]> {
  try {
    return (await git(["tag", "--merged"], cwd)).toString().split("\n");
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
}
