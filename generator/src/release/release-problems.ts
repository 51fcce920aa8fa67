import { gt, inc, lt, major, prerelease, valid } from "semver";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Bump } from "../diff/index.ts";
import { type ManifestLinks, missingLinks } from "../repository.ts";
import { type Changeset, isGenerated } from "./changesets.ts";
import { type Demand, reasonText } from "./demands.ts";
import { isGenerators, unrecordedPackages } from "./generator-changes.ts";
import { type PackageState, UNRELEASED } from "./package-states.ts";
import type { Snapshot } from "./snapshot.ts";

const BUMPS: readonly (Bump | "none")[] = ["none", "patch", "minor", "major"];

/** True if a bump is lower than another. */
export function isLower(bump: Bump | "none", than: Bump): boolean {
  return BUMPS.indexOf(bump) < BUMPS.indexOf(than);
}

/** The higher of two bumps. */
export function higher(bump: Bump, other: Bump): Bump {
  return isLower(bump, other) ? other : bump;
}

/** Links missing in the manifests. They do not stop a release. */
export function linkProblems(links: ManifestLinks | undefined): readonly Diagnostic[] {
  const missing = missingLinks(links ?? {});
  return missing.length === 0 ? [] : [diagnostic("missing-links", { missing })];
}

/** Reports a snapshot that is missing, or older than published versions. */
export function snapshotProblems(
  snapshot: Snapshot | undefined,
  states: readonly PackageState[],
  tagged: ReadonlyMap<string, string>,
  path: string,
): readonly Diagnostic[] {
  if (snapshot === undefined) {
    const versions = [...tagged].map(([name, version]) => `${name}@${version}`).join(", ");
    return tagged.size === 0 ? [] : [diagnostic("snapshot-missing", { path, versions })];
  }
  return states.flatMap(({ folder, name }) => {
    const recorded = snapshot.packages[folder]?.version ?? UNRELEASED;
    const version = tagged.get(name);
    if (version === undefined || !gt(version, recorded)) return [];
    return [diagnostic("snapshot-outdated", { path, name, recorded, version, where: "git has a tag for" })];
  });
}

/** Reports versions that were increased by less than the changes require. */
export function versionProblems(
  demands: readonly Demand[],
  snapshot: Snapshot | undefined,
): readonly Diagnostic[] {
  return demands.flatMap((demand) => {
    const { folder, name, version } = demand.state;
    const released = snapshot?.packages[folder]?.version ?? UNRELEASED;
    // A first release may have any version.
    const needed = inc(released, demand.reason === "first" ? "patch" : demand.bump) ?? released;
    // A pre-release of a version, such as 2.0.0-beta.1, contains the changes of that version.
    const base = inc(version, "patch");
    if (!lt(prerelease(version) === null || base === null ? version : base, needed)) return [];
    return [diagnostic("version-too-low", { name, version, needed, changes: reasonText(demand) })];
  });
}

/** Reports a package that must be released but has no changeset, or one with a bump that is too low. */
export function coverageProblem(demand: Demand, changesets: readonly Changeset[]): Diagnostic | undefined {
  const { name } = demand.state;
  const bump = plannedBump(name, changesets);
  const needed = demand.reason === "first" ? "patch" : demand.bump;
  const changes = reasonText(demand);
  if (bump === undefined) return diagnostic("unreleased-changes", { name, bump: demand.bump, changes });
  return isLower(bump, needed) ? diagnostic("bump-too-low", { name, bump, needed, changes }) : undefined;
}

/**
 * Warns of breaking changes of a document that keeps the major of its version.
 *
 * @param before The version of the released document.
 */
export function unraisedMajor(
  demands: readonly Demand[],
  before: string | undefined,
  after: string,
): readonly Diagnostic[] {
  const isKept = valid(before) !== null && valid(after) !== null && major(before ?? "") === major(after);
  const change = demands
    .flatMap(({ changes }) => changes)
    .find((change) => change.level === "breaking" && !OF_PACKAGES.has(change.code) && !isGenerators(change));
  if (!isKept || change === undefined) return [];
  return [diagnostic("major-not-raised", { version: after, change: change.message })];
}

/** Warns of types that changed since the last release although the document is the same. */
export function declarationProblems(
  demands: readonly Demand[],
  snapshot: Snapshot | undefined,
  states: readonly PackageState[],
  path: string,
): readonly Diagnostic[] {
  if (snapshot === undefined) return [];
  const changed = demands.flatMap(({ state: { name }, changes }) => {
    const own = changes.filter((change) => change.level === "breaking" && isGenerators(change));
    const [first, ...others] = own;
    return first === undefined ? [] : [{ name, change: first.message, others: others.length }];
  });
  const unrecorded = unrecordedPackages(snapshot, states).map(({ name }) => name);
  return [
    ...changed.map((facts) => diagnostic("declarations-changed", facts)),
    ...(unrecorded.length === 0
      ? []
      : [diagnostic("declarations-not-recorded", { path, names: unrecorded })]),
  ];
}

/** Changes of the configuration. */
const OF_PACKAGES: ReadonlySet<string> = new Set(["export-removed", "resource-moved"]);

/** Reports changesets of packages that do not exist. */
export function unknownPackages(
  changesets: readonly Changeset[],
  names: readonly string[],
  display: (file: string) => string,
): readonly Diagnostic[] {
  const known = names.join(", ");
  return changesets.flatMap((changeset) =>
    changeset.releases
      .filter(({ name }) => !names.includes(name))
      // The next run removes generated changesets of removed packages.
      .filter(() => !isGenerated(changeset))
      .map(({ name }) => diagnostic("unknown-package", { path: display(changeset.file), name, known })),
  );
}

/** Reports requested bumps that are lower than the changes require. */
export function refusedBumps(demands: readonly Demand[], bump: Bump | undefined): readonly Diagnostic[] {
  if (bump === undefined) return [];
  return demands
    .filter((demand) => demand.reason !== "first" && isLower(bump, demand.bump))
    .map((demand) => {
      const { state, bump: needed } = demand;
      return diagnostic("bump-too-low", { name: state.name, bump, needed, changes: reasonText(demand) });
    });
}

/** The highest bump that changesets plan for a package. */
export function plannedBump(name: string, changesets: readonly Changeset[]): Bump | "none" | undefined {
  const bumps = changesets
    .flatMap(({ releases }) => releases)
    .filter((release) => release.name === name)
    .map(({ bump }) => bump);
  return bumps.toSorted((a, b) => BUMPS.indexOf(b) - BUMPS.indexOf(a))[0];
}

/** True if versions were raised since the snapshot was written. */
export function isVersioned(states: readonly PackageState[], snapshot: Snapshot | undefined): boolean {
  return states.some(({ folder, version }) => {
    const released = valid(snapshot?.packages[folder]?.version ?? UNRELEASED) ?? UNRELEASED;
    return gt(version, released);
  });
}
