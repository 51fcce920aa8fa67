// Reads the bumps of changesets. `sdkgen release` validates the changesets.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { ReleaseError } from "./release-error.mjs";

/**
 * The changesets of a workspace, as paths in it.
 *
 * @param {string} [workspace]
 * @returns {readonly string[]}
 */
export function listChangesets(workspace = root) {
  const files = readdirSync(join(workspace, ".changeset"));
  return files
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .map((file) => `.changeset/${file}`);
}

/**
 * Packages re-export the runtime, so a breaking change of the runtime is breaking for them, too.
 *
 * @param {readonly import("./report.mjs").Raised[]} raised
 * @param {readonly import("./packages.mjs").Package[]} packages
 * @throws {ReleaseError} if the runtime gets a major version and a package that depends on it does not.
 */
export function requireMajorsTogether(raised, packages) {
  const isMajor = ({ from, to }) => from.split(".")[0] !== to.split(".")[0];
  const majors = new Set(raised.filter(isMajor).map(({ name }) => name));
  if (!majors.has(RUNTIME)) return;
  const behind = packages.filter(
    ({ name, dependencies }) => dependencies.includes(RUNTIME) && !majors.has(name),
  );
  if (behind.length === 0) return;
  throw new ReleaseError(
    `${RUNTIME} gets a new major version, but packages that re-export it do not`,
    `A breaking change of the runtime is breaking for them, too. Add to its changeset:\n${behind.map(({ name }) => `"${name}": major`).join("\n")}`,
  );
}

const RUNTIME = "@copilot-sdk/runtime";
