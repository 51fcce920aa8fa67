import { existsSync, readFileSync } from "node:fs";
import { run, runTurbo } from "../../scripts/bootstrap.mjs";
import { BenchError } from "./bench-error.ts";

const folder = new URL("../", import.meta.url);

/**
 * Installs the dependencies of the benchmarks, unless the versions of the lockfile are installed.
 *
 * @throws BenchError if the installation fails.
 */
export async function installDependencies(): Promise<void> {
  if (readText("node_modules/.pnpm/lock.yaml") === readText("pnpm-lock.yaml")) return;
  console.error("Installing the alternatives (140 MB, in bench/node_modules).");
  const { packageManager } = JSON.parse(readText("../package.json")) as { packageManager: string };
  const parameters = ["--yes", packageManager, "--dir", "bench", "install", "--frozen-lockfile"];
  succeed("the install", await run("npx", parameters));
}

/**
 * Builds the measured packages if their sources changed.
 *
 * @throws BenchError if they do not compile.
 */
export async function buildPackages(): Promise<void> {
  const parameters = ["build", "--filter=./packages/*", "--filter=./generator", "--output-logs=errors-only"];
  succeed("the build of the packages", await runTurbo(parameters));
}

/**
 * Writes the document of the API as one file for other generators.
 *
 * @throws BenchError if it has errors.
 */
export async function bundleDocument(): Promise<void> {
  succeed("the bundle of the document", await run("sdkgen", ["bundle", "--out", ".wire/openapi.json"]));
}

function readText(path: string): string {
  const file = new URL(path, folder);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function succeed(what: string, { exitCode, output }: { exitCode: number; output: string }): void {
  if (exitCode !== 0) throw new BenchError(`${what} failed:\n${output.trim()}`);
}
