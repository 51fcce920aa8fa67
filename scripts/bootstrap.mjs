#!/usr/bin/env node
// Prepares a clone: checks the version of Node, and installs missing and outdated packages. The tools need a newer Node than
// the machine may have, so the workspace installs one, and everything runs on it.
//
//   node scripts/bootstrap.mjs sdkgen lint     prepares the workspace, then runs a command in it

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the workspace. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The package manager with its version, as npx takes it. The workspace installs the same one, so that only the first command needs npx. */
const packageManager = manifest.packageManager;

/**
 * The pnpm of the workspace. Its entry in `.bin` is a shell script, which loses environment variables whose names are no identifiers, such as
 * the token of a registry.
 */
export const pnpm = process.platform === "win32" ? "pnpm" : join(root, "node_modules", "pnpm", "pnpm");

/**
 * @typedef {object} Result
 * @property {number} exitCode
 * @property {string} output Standard output and standard error, interleaved. Empty with `show`.
 * @property {string} stdout Standard output alone.
 */

/**
 * Checks Node and installs the packages of the workspace, unless that was done. Exits the process on failure.
 *
 * @returns {Promise<boolean>} Whether something was installed.
 */
export async function bootstrap() {
  const required = manifest.engines.node.replace(">=", "");
  if (isOlder(process.versions.node, required)) {
    console.error(`This workspace needs Node ${required} or newer; this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return false;
  console.error(`Installing with ${packageManager}. The first time takes a minute or two.`);
  const { exitCode, output } = await run("npx", ["--yes", packageManager, "install", "--frozen-lockfile"]);
  if (exitCode !== 0) {
    console.error(output);
    console.error(`The install failed: ${packageManager} ended with exit code ${exitCode}.`);
    process.exit(1);
  }
  return true;
}

/**
 * Runs a command with the Node and the tools of the workspace first on the PATH.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ show?: boolean, environment?: Record<string, string>, folder?: string }} [options] `show`: let the command
 *   write to the terminal instead of collecting its output; `folder`: where it runs (default: the root of the workspace).
 * @returns {Promise<Result>}
 */
export function run(command, parameters, { show = false, environment = {}, folder = root } = {}) {
  const PATH = [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  // Silences warnings of npm about the settings of the machine, and the greeting of turbo.
  const quiet = {
    npm_config_loglevel: "error",
    npm_config_update_notifier: "false",
    TURBO_TELEMETRY_DISABLED: "1",
  };
  const env = { ...process.env, ...quiet, ...environment, PATH };
  const isWindows = process.platform === "win32";
  return new Promise((fulfil, reject) => {
    const stdio = show ? "inherit" : ["ignore", "pipe", "pipe"];
    const child = spawn(command, parameters, { cwd: folder, env, stdio, shell: isWindows });
    let output = "";
    let stdout = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (stream === child.stdout) stdout += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => fulfil({ exitCode: code ?? 1, output, stdout }));
  });
}

/**
 * Runs turbo.
 *
 * @param {readonly string[]} parameters
 * @param {{ show?: boolean, environment?: Record<string, string> }} [options]
 * @returns {Promise<Result>}
 */
export function runTurbo(parameters, options) {
  return run("turbo", ["run", ...parameters], options);
}

/** pnpm keeps a copy of the installed lockfile. */
function isInstalled() {
  try {
    const installed = readFileSync(join(root, "node_modules", ".pnpm", "lock.yaml"), "utf8");
    return installed === readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
  } catch {
    return false;
  }
}

function isOlder(version, required) {
  const [major, minor] = version.split(".").map(Number);
  const [requiredMajor, requiredMinor] = required.split(".").map(Number);
  return major < requiredMajor || (major === requiredMajor && minor < requiredMinor);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bootstrap();
  const [command, ...parameters] = process.argv.slice(2);
  if (command !== undefined) process.exitCode = (await run(command, parameters, { show: true })).exitCode;
}
