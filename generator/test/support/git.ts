import { execFileSync } from "node:child_process";

/** Runs git in a folder, with an author of its own, so that the machine's settings do not matter. */
export function git(cwd: string, ...parameters: readonly string[]): void {
  const author = ["-c", "user.name=test", "-c", "user.email=test@shop.test"];
  execFileSync("git", [...author, ...parameters], { cwd, stdio: "pipe" });
}

/** Makes a folder a repository whose branch `main` has one commit of these paths. */
export function makeRepository(cwd: string, ...paths: readonly string[]): void {
  git(cwd, "init", "--quiet", "--initial-branch=main");
  git(cwd, "add", ...paths);
  git(cwd, "commit", "--quiet", "--message=first");
}
