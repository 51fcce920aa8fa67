import { type NoFacts, problem } from "./definition.ts";

/** Problems with releases: snapshot, versions and changesets. */
export const releaseCodes = {
  "release-not-configured": problem<NoFacts>(
    () => "the configuration does not define where releases are recorded",
    () => 'add `release: { snapshot: "released.json", changesets: "../.changeset" }` to sdk.config.ts',
  ),
  "missing-links": problem<{ missing: readonly string[] }>(
    ({ missing }) =>
      `the manifests of the packages have no ${missing.map((name) => `\`${name}\``).join(", no ")}, so npm shows neither the guides nor where to report problems`,
    ({ missing: [first] }) =>
      first === "repository"
        ? "set `manifest.repository` in the configuration; on GitHub and GitLab, the others follow from it"
        : `set \`manifest.${first}\` in the configuration`,
  ),
  "snapshot-missing": problem<{ path: string; versions: string }>(
    ({ path, versions }) => `${path} is missing, but there were releases: ${versions}`,
    ({ path }) => `restore it from the last release: git checkout <its tag> -- ${path}`,
  ),
  "snapshot-edited": problem<{ path: string; reason: string }>(
    ({ path, reason }) => `${path} was modified after the last release: ${reason}`,
    ({ path }) => `only \`sdkgen release\` may write it; restore it: git checkout <last release> -- ${path}`,
  ),
  "snapshot-outdated": problem<{
    path: string;
    name: string;
    recorded: string;
    version: string;
    where: string;
  }>(
    ({ path, name, recorded, version, where }) =>
      `${path} records ${name} ${recorded}, but ${where} ${version}`,
    () => "run `sdkgen release` after raising versions; after a merge, keep the newer of the two snapshots",
  ),
  "major-not-raised": problem<{ version: string; change: string }>(
    ({ version, change }) =>
      `the document has breaking changes since the last release, but its version ${version} has the same major: ${change}`,
    () =>
      "raise the major of `info.version`, or make the change compatible: `sdkgen diff` explains how; the packages get a major version in any case",
  ),
  "declarations-changed": problem<{ name: string; change: string; others: number }>(
    ({ name, change, others }) =>
      `generated from the released document, ${name} declares other types than its released version, because of the generator or the configuration: ${change}${others === 0 ? "" : ` (and ${others} more)`}`,
    () =>
      "read all of it in the changeset, and release the major version; or keep what was declared: with the former version of the generator, or with the document or the configuration, as the changelog of the generator says",
  ),
  "declarations-not-recorded": problem<{ path: string; names: readonly string[] }>(
    ({ path, names }) =>
      `${path} does not say what the released packages declare, since an older generator wrote it, so it is unknown what the generator itself has changed in ${names.join(", ")}`,
    () =>
      "compare the generated files with those of the release before you raise versions, and use `--bump` if they break programs; the next release records what they declare",
  ),
  "unreleased-changes": problem<{ name: string; bump: string; changes: string }>(
    ({ name, bump, changes }) => `${name} has changed (${bump}) but has no changeset: ${changes}`,
    () => "run `sdkgen release`, and commit the changesets",
  ),
  "bump-too-low": problem<{ name: string; bump: string; needed: string; changes: string }>(
    ({ name, bump, needed, changes }) =>
      `${name} would get a ${bump} version, but its changes require a ${needed} version: ${changes}`,
    () =>
      "run `sdkgen release`, which writes the required bump, or make the change compatible: `sdkgen diff` explains how",
  ),
  "version-too-low": problem<{ name: string; version: string; needed: string; changes: string }>(
    ({ name, version, needed, changes }) => `${name} ${version} must be at least ${needed}: ${changes}`,
    () => "restore the version, run `sdkgen release`, then raise versions from its changesets",
  ),
  "outdated-changeset": problem<{ path: string }>(
    ({ path }) => `${path} does not match the changes of the document`,
    () => "run `sdkgen release`, which owns this file; write other changesets under other names",
  ),
  "invalid-changeset": problem<{ path: string; reason: string }>(
    ({ path, reason }) => `${path} is not a valid changeset: ${reason}`,
    () => "start it with `---`, a line with package and bump for each package, and `---`",
  ),
  "unknown-package": problem<{ path: string; name: string; known: string }>(
    ({ path, name, known }) =>
      `${path} names ${name}, which is not a package of this workspace; the packages are ${known}`,
    () => "correct the name, or delete the line if the package was removed",
  ),
  "unreadable-manifest": problem<{ path: string; reason: string }>(
    ({ path, reason }) => `${path} is not a valid manifest: ${reason}`,
    () => "run `sdkgen generate`, then check that it has a `version` such as 1.2.3",
  ),
};
