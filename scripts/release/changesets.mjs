// Reads the bumps of changesets. `sdkgen release` validates the changesets.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { ReleaseError } from "./release-error.mjs";

/**
 * The changesets of a workspace that no version contains yet, as paths in it. Those of a pre-release stay until the final version.
 *
 * @param {string} [workspace]
 * @returns {readonly string[]}
 */
export function listChangesets(workspace = root) {
  const files = readdirSync(join(workspace, ".changeset"));
  const pre = join(workspace, ".changeset", "pre.json");
  const { mode, changesets = [] } = existsSync(pre) ? JSON.parse(readFileSync(pre, "utf8")) : {};
  // The final version, after `changeset pre exit`, contains them again.
  const released = new Set(mode === "pre" ? changesets.map((id) => `${id}.md`) : []);
  return files
    .filter((file) => file.endsWith(".md") && file !== "README.md" && !released.has(file))
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
