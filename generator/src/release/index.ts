export { dateChangelog, type ReleaseDay } from "./changelogs.ts";
export { type Changeset, type Changesets, readChangesets } from "./changesets.ts";
export { exportSurfaceOf } from "./declarations/export-surface.ts";
export { type Demand, demandsOf, reasonText } from "./demands.ts";
export { areDeclaredAlike, generatorChanges } from "./generator-changes.ts";
export { type PackageState, packageStates } from "./package-states.ts";
export {
  type PlannedRelease,
  planProblems,
  planRelease,
  type ReleasePlan,
  writePlan,
} from "./prepare-release.ts";
export {
  declarationProblems,
  isVersioned,
  linkProblems,
  refusedBumps,
  snapshotProblems,
  unknownPackages,
  unraisedMajor,
  versionProblems,
} from "./release-problems.ts";
export { type ReleasedPackage, readSnapshot, releasedMap, type Snapshot, snapshotText } from "./snapshot.ts";
export { taggedVersions } from "./tagged-versions.ts";
