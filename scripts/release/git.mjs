// The git commands of a release.

import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run } from "../bootstrap.mjs";
import { ReleaseError } from "./release-error.mjs";

/** Runs git and returns its output. @param {readonly string[]} parameters @param {string} [folder] */
export async function git(parameters, folder = root) {
  const { exitCode, stdout, output } = await run("git", parameters, { folder });
  if (exitCode === 0) return stdout;
  throw new ReleaseError(`git ${parameters[0]} failed`, "See the output of git above.", output);
}

/** Changed files, and new files that are not ignored, one per line. @returns {Promise<string>} */
export function readChanges() {
  return git(["status", "--porcelain"]);
}

/** @throws {ReleaseError} if there are uncommitted changes. */
export async function requireCleanTree() {
  const changes = await readChanges();
  if (changes === "") return;
  throw new ReleaseError(
    "The work tree has uncommitted changes",
    "A release contains only committed changes. Commit them or stash them (`git stash --include-untracked`), and run the command again.",
    changes,
  );
}

/**
 * Runs a function in a temporary folder with the committed state. If it fails or is killed, the working tree is unchanged.
 *
 * @template T
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inWorktree(work) {
  const parent = await mkdtemp(join(tmpdir(), "copilot-sdk-release-"));
  const folder = join(parent, "worktree");
  try {
    await git(["worktree", "add", "--detach", folder, "HEAD"]);
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    return await work(folder);
  } finally {
    await rm(parent, { recursive: true, force: true });
    await git(["worktree", "prune"]);
  }
}

/** The tags of the workspace. @returns {Promise<ReadonlySet<string>>} */
export async function readTags() {
  return new Set((await git(["tag", "--list"])).split("\n"));
}
