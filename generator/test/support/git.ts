import { execFileSync } from "node:child_process";

/** Runs git in a folder, with a fixed author, independent of the settings of the machine. */
export function git(cwd: string, ...parameters: readonly string[]): void {
  const author = ["-c", "user.name=test", "-c", "user.email=test@shop.test"];
  execFileSync("git", [...author, ...parameters], { cwd, stdio: "pipe" });
}

/** Creates a repository in a folder, with one commit of these paths on the branch `main`. */
export function makeRepository(cwd: string, ...paths: readonly string[]): void {
  git(cwd, "init", "--quiet", "--initial-branch=main");
  git(cwd, "add", ...paths);
  git(cwd, "commit", "--quiet", "--message=first");
}
