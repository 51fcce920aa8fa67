import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endWithThisProcess } from "../../support/children/end-with-this-process.ts";
import { findRequiredProgram } from "../../support/required-program.ts";

/** Absolute path of the installed Chromium or Chrome. Undefined if there is none. */
export const browser: string | undefined = findRequiredProgram([
  "chromium",
  "chromium-browser",
  "google-chrome",
]);

/** Headless, without the sandbox, which containers do not support, without background requests of the browser, and with `gc()`. */
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
  "--js-flags=--expose-gc",
];

/** Opens a page with a new profile, and closes it when `work` is done. */
export async function showing<Result>(program: string, url: string, work: Promise<Result>): Promise<Result> {
  const profile = await mkdtemp(join(tmpdir(), "copilot-sdk-browser-"));
  const parameters = [...OPTIONS, `--user-data-dir=${profile}`, url];
  const child = endWithThisProcess(spawn(program, parameters, { stdio: "ignore", detached: true }));
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
