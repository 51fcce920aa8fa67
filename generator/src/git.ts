import { execFile } from "node:child_process";

/** Git could not do what it was asked; the message is the first line of what it said, or empty. */
export class GitError extends Error {}

/**
 * Runs git.
 *
 * @param cwd a folder of the repository.
 * @throws {GitError} when it ends with another exit code than 0, or is not there.
 */
export function git(parameters: readonly string[], cwd: string): Promise<Buffer> {
  return new Promise((fulfil, reject) => {
    const options = { cwd, encoding: "buffer" as const, maxBuffer: 1 << 30 };
    execFile("git", [...parameters], options, (error, stdout, stderr) => {
      if (error === null) return fulfil(stdout);
      reject(new GitError(error.code === "ENOENT" ? "git is not installed" : firstLine(stderr.toString())));
    });
  });
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
