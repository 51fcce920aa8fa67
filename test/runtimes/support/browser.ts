import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Absolute path of a Chromium or Chrome of this machine; undefined when there is none. */
export const browser: string | undefined = ["chromium", "chromium-browser", "google-chrome"]
  .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find(isProgram);

/** Nothing of what a browser does for people: no window, no sandbox that a container cannot have, no calls of its own. */
const OPTIONS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Shows a page until `work` is done, with a profile of its own. */
export async function showing<Result>(program: string, url: string, work: Promise<Result>): Promise<Result> {
  const profile = await mkdtemp(join(tmpdir(), "copilot-sdk-browser-"));
  const child = spawn(program, [...OPTIONS, `--user-data-dir=${profile}`, url], { stdio: "ignore" });
  const exit = once(child, "exit");
  const ended = exit.then(([exitCode]) => {
    throw new Error(`${program} ended with exit code ${exitCode} before the page had reported`);
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    ended.catch(() => {});
    child.kill();
    await exit;
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
