// Creates the files for the registry.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { root, run } from "../bootstrap.mjs";
import { ReleaseError } from "./release-error.mjs";

/**
 * Builds packages from scratch, so that no outdated output is packed, and what they depend on.
 *
 * @param {readonly import("./packages.mjs").Package[]} packages
 */
export async function buildPackages(packages) {
  const folders = packages.map(({ folder }) => join(folder, "dist"));
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  // pnpm would reinstall because of the new versions in manifests, although the lockfile is the same.
  const environment = { pnpm_config_verify_deps_before_run: "false" };
  const parameters = ["run", "build", ...packages.map(({ name }) => `--filter=${name}`)];
  await succeed("turbo", parameters, { folder: root, environment }, "The packages cannot be built");
}

/**
 * Packs packages into a folder. The same content gives identical files.
 *
 * @template {import("./packages.mjs").Package} P
 * @param {readonly P[]} packages
 * @param {string} folder
 * @returns {Promise<ReadonlyMap<P, { file: string, integrity: string }>>}
 */
export async function packAll(packages, folder) {
  const pack = async (each) => {
    const file = join(folder, `${each.name.replace("@", "").replace("/", "-")}.tgz`);
    const problem = `${each.name} cannot be packed`;
    const { stdout } = await succeed(
      "pnpm",
      ["pack", "--out", file, "--json"],
      { folder: each.folder },
      problem,
    );
    return [each, { file, integrity: JSON.parse(stdout).integrity }];
  };
  return new Map(await Promise.all(packages.map(pack)));
}

async function succeed(command, parameters, options, problem) {
  const result = await run(command, parameters, options);
  if (result.exitCode === 0) return result;
  const advice = "Nothing was published. Fix the problems above, commit, and run the command again.";
  throw new ReleaseError(problem, advice, result.output);
}
