import { error, type NoFacts } from "./definition.ts";

/** Problems with what stands between a change of the document and its release. */
export const releaseCodes = {
  "release-not-configured": error<NoFacts>(
    () => "the configuration does not say where releases are recorded",
    () => 'add `release: { snapshot: "released.json", changesets: "../.changeset" }` to sdk.config.ts',
  ),
  "snapshot-missing": error<{ path: string; versions: string }>(
    ({ path, versions }) => `${path} is missing, although there were releases: ${versions}`,
    ({ path }) => `restore it as it was with the last release: git checkout <its tag> -- ${path}`,
  ),
  "snapshot-edited": error<{ path: string; reason: string }>(
    ({ path, reason }) => `${path} is not as the last release wrote it: ${reason}`,
    ({ path }) =>
      `only \`sdkgen release\` writes it; restore it from git: git checkout <last release> -- ${path}`,
  ),
  "snapshot-outdated": error<{
    path: string;
    name: string;
    recorded: string;
    version: string;
    where: string;
  }>(
    ({ path, name, recorded, version, where }) =>
      `${path} knows ${name} ${recorded}, but ${where} ${version}`,
    () =>
      "run `sdkgen release` after versions were raised; after a merge, take the newer of the two snapshots",
  ),
  "unreleased-changes": error<{ name: string; bump: string; changes: string }>(
    ({ name, bump, changes }) => `${name} has changed (${bump}), and no changeset says so: ${changes}`,
    () => "run `sdkgen release` and commit what it writes",
  ),
  "bump-too-low": error<{ name: string; bump: string; needed: string; changes: string }>(
    ({ name, bump, needed, changes }) =>
      `${name} would get a ${bump} version, but its changes ask for a ${needed} one: ${changes}`,
    () =>
      "run `sdkgen release`, which writes what is needed, or change the document so that nobody is broken: `sdkgen diff` tells how",
  ),
  "version-too-low": error<{ name: string; version: string; needed: string; changes: string }>(
    ({ name, version, needed, changes }) => `${name} ${version} must be at least ${needed}: ${changes}`,
    () => "take the version back, run `sdkgen release`, then raise versions by its changesets",
  ),
  "outdated-changeset": error<{ path: string }>(
    ({ path }) => `${path} does not say what has changed in the document`,
    () => "run `sdkgen release`, which owns this file; write a changeset of another name for more",
  ),
  "invalid-changeset": error<{ path: string; reason: string }>(
    ({ path, reason }) => `${path} is no changeset: ${reason}`,
    () => "begin it with `---`, a line with package and bump for each package, and `---`",
  ),
  "unknown-package": error<{ path: string; name: string; known: string }>(
    ({ path, name, known }) => `${path} names ${name}, which is no package here; there are ${known}`,
    () => "correct the name, or delete the line where the package is gone",
  ),
  "unreadable-manifest": error<{ path: string; reason: string }>(
    ({ path, reason }) => `${path} cannot be used: ${reason}`,
    () => "run `sdkgen generate`, then see that it has a `version` like 1.2.3",
  ),
};
