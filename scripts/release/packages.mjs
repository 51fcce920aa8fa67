// The published packages, from their manifests.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} folder Absolute path.
 * @property {readonly string[]} dependencies Names of its dependencies in this workspace.
 * @property {string | undefined} repository URL of the repository, if the manifest contains it.
 */

/**
 * Reads the published packages of a workspace, dependencies first.
 *
 * @param {string} [workspace]
 * @returns {readonly Package[]}
 */
export function readPackages(workspace = root) {
  const folders = readdirSync(join(workspace, "packages")).map((name) => join("packages", name));
  const manifests = [...folders, "generator"]
    .map((folder) => join(workspace, folder))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) }))
    .filter((manifest) => manifest.private !== true);
  const names = new Set(manifests.map(({ name }) => name));
  const packages = manifests.map(({ name, version, folder, dependencies = {}, repository }) => ({
    name,
    version,
    folder,
    dependencies: Object.keys(dependencies).filter((each) => names.has(each)),
    repository: repository?.url,
  }));
  return dependenciesFirst(packages);
}

/** Name of a package version in git. @param {{ name: string, version: string }} of */
export function tagOf({ name, version }) {
  return `${name}@${version}`;
}

/** @param {readonly Package[]} packages */
function dependenciesFirst(packages) {
  const byName = new Map(packages.map((each) => [each.name, each]));
  const ordered = new Set();
  const add = (each) => {
    for (const name of each.dependencies) if (!ordered.has(byName.get(name))) add(byName.get(name));
    ordered.add(each);
  };
  packages.forEach(add);
  return [...ordered];
}
