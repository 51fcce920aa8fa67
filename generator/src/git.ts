import { execFile } from "node:child_process";

/** Git failed. The message is the first line of its error output, or empty. */
export class GitError extends Error {}

/**
 * Runs git.
 *
 * @param cwd A folder of the repository.
 * @throws {GitError} if it is not installed or its exit code is not 0.
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
