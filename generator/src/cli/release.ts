import { dirname, join, resolve } from "node:path";
import { type OwnFiles, type ResolvedConfig, readOwnFiles } from "../config/index.ts";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { diffPackages } from "../diff/index.ts";
import { buildFiles } from "../generate.ts";
import { writeWhole } from "../output/index.ts";
import { recordText } from "../record/index.ts";
import {
  type Demand,
  dateChangelog,
  declarationProblems,
  demandsOf,
  isVersioned,
  linkProblems,
  type PackageState,
  packageStates,
  planProblems,
  planRelease,
  readChangesets,
  readSnapshot,
  refusedBumps,
  type Snapshot,
  snapshotProblems,
  snapshotText,
  taggedVersions,
  unknownPackages,
  unraisedMajor,
  versionProblems,
  writePlan,
} from "../release/index.ts";
import { diskFiles } from "../spec/index.ts";
import { type ReadVersion, readVersion } from "./api-version.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { changesOfGenerator, releasedVersion } from "./released-version.ts";
import { displayPath } from "./terminal.ts";
import { type WorkspacePackage, workspacePackages } from "./workspace-packages.ts";

/**
 * `sdkgen release`: prepares or records a release. Before versions are increased, it writes a changeset for each changed package.
 * After that, it writes the snapshot of the document for the next release. It can be run at any time, repeatedly.
 */
export async function release(context: CommandContext): Promise<number> {
  const { options, reporter } = context;
  const { config, places } = await configure(context);
  const { packages, added, files } = await buildFiles({ config, onStage: reporter.stage });
  const states = await packageStates([...packages, ...added], files, config.root);
  const names = states.map(({ name }) => name);
  const snapshot = await readSnapshot(places.snapshot, places.snapshotPath);
  const tagged = await taggedVersions(names, config.directory);
  refuse(snapshotProblems(snapshot, states, tagged, places.snapshotPath));
  const after = await readVersion(undefined, config, context);
  reporter.stage("compare");
  const last = snapshot === undefined ? undefined : { snapshot, file: places.snapshot };
  const before = last === undefined ? undefined : await releasedVersion(last, config, context);
  const changes = before === undefined ? [] : diffPackages(before, after, after.features);
  const others = last === undefined ? [] : await changesOfGenerator(last, states, after, config);
  const demands = demandsOf(states, snapshot, [...changes, ...others]);
  const { templates } = await readOwnFiles(config, diskFiles(process.cwd()));
  const warnings = linkProblems(config.manifest);
  const situation = { demands, states, snapshot, before, after, places, templates, warnings };
  // Hand-written packages are next to the generated ones, or next to the folder of the changesets.
  const known = await workspacePackages(config.root, dirname(places.changesets));
  if (isVersioned(states, snapshot)) {
    const dateAll = () => dateChangelogs(known, config, context);
    return record(situation, options.check === true ? undefined : dateAll, context);
  }
  return prepare(situation, [...new Set([...names, ...known.map(({ name }) => name)])], context);
}

/** The state of the release. */
interface Situation {
  readonly demands: readonly Demand[];
  readonly states: readonly PackageState[];
  readonly snapshot: Snapshot | undefined;
  /** The API as of the last release. */
  readonly before: ReadVersion | undefined;
  readonly after: ReadVersion;
  readonly places: Places;
  /** The templates of the owner. */
  readonly templates: OwnFiles["templates"];
  readonly warnings: readonly Diagnostic[];
}

/** Adds the date to the changelogs of packages with increased versions. Changesets writes entries without a date. */
async function dateChangelogs(
  packages: readonly WorkspacePackage[],
  { manifest, directory }: ResolvedConfig,
  { terminal }: CommandContext,
): Promise<void> {
  const day = { date: new Date(), repository: manifest?.repository };
  const tagged = await taggedVersions(
    packages.map(({ name }) => name),
    directory,
  );
  // A version with a tag was published before, perhaps on another day.
  for (const own of packages.filter(({ name, version }) => tagged.get(name) !== version))
    await dateChangelog(own.folder, own, day, displayPath(terminal, own.folder, "CHANGELOG.md"));
}

/** Versions were increased: records the document as released. */
async function record(
  situation: Situation,
  dateAll: (() => Promise<void>) | undefined,
  context: CommandContext,
): Promise<number> {
  const { demands, states, snapshot, after, places, warnings } = situation;
  refuse(versionProblems(demands, snapshot));
  if (dateAll === undefined) refuse(outdatedSnapshot(situation));
  await dateAll?.();
  await writeWhole(
    places.snapshot,
    snapshotText(after.written.root, states, { int64: after.model.int64, names: recordText(after.record) }),
    places.snapshotPath,
  );
  const versions = states.map(({ name, version }) => ({ name, version }));
  context.reporter.succeed({
    summary: `recorded the release in ${places.snapshotPath}`,
    diagnostics: warnings,
    facts: { recorded: versions },
  });
  return 0;
}

/** Versions are unchanged since the last release: writes changesets for later changes. */
async function prepare(
  { demands, states, snapshot, before, after, places, templates, warnings }: Situation,
  known: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { options, reporter, terminal } = context;
  const display = (file: string) => displayPath(terminal, places.changesets, file);
  const changesets = await readChangesets(places.changesets, display);
  refuse(unknownPackages(changesets.open, known, display));
  const diagnostics = [
    ...unraisedMajor(demands, before?.model.version, after.model.version),
    ...declarationProblems(demands, snapshot, states, places.snapshotPath),
    ...warnings,
  ];
  if (options.check === true) {
    refuse(await planProblems(demands, changesets, templates, display));
    reporter.succeed({ summary: checkedText(demands), diagnostics });
    return 0;
  }
  refuse(refusedBumps(demands, options.bump));
  const plan = await planRelease(demands, changesets, templates, options.bump);
  await writePlan(plan, (file) => join(places.changesets, file), display);
  const releases = plan.releases.map(({ demand, bump, file }) => ({
    package: demand.state.name,
    bump,
    changeset: display(file.path),
  }));
  const width = Math.max(0, ...releases.map(({ package: name }) => name.length));
  const written = plan.releases.filter(({ isCurrent }) => !isCurrent).length;
  reporter.succeed({
    summary: preparedText(releases.length, written, plan.outdated.length),
    diagnostics,
    lines: releases.map(
      ({ package: name, bump, changeset }) => `${bump.padEnd(5)}  ${name.padEnd(width)}  ${changeset}`,
    ),
    facts: { releases, removed: plan.outdated.map(display) },
  });
  return 0;
}

function outdatedSnapshot({ states, snapshot, places }: Situation) {
  return states
    .filter(({ folder, version }) => snapshot?.packages[folder]?.version !== version)
    .map(({ folder, name, version }) =>
      diagnostic("snapshot-outdated", {
        path: places.snapshotPath,
        name,
        recorded: snapshot?.packages[folder]?.version ?? "as unreleased",
        version,
        where: "its manifest says",
      }),
    );
}

/** Absolute paths for a release, and the path of the snapshot for messages. */
interface Places {
  readonly snapshot: string;
  readonly snapshotPath: string;
  readonly changesets: string;
}

async function configure(context: CommandContext): Promise<{ config: ResolvedConfig; places: Places }> {
  const config = await readConfiguration(context);
  if (config.release === undefined) throw new DiagnosticError([diagnostic("release-not-configured", {})]);
  const snapshot = resolve(config.directory, config.release.snapshot);
  const places = {
    snapshot,
    snapshotPath: displayPath(context.terminal, dirname(snapshot), snapshot),
    changesets: resolve(config.directory, config.release.changesets),
  };
  return { config, places };
}

/** Throws all problems, before anything is written. */
function refuse(problems: readonly ReturnType<typeof diagnostic>[]): void {
  if (problems.length > 0) throw new DiagnosticError(problems);
}

function checkedText(demands: readonly Demand[]): string {
  if (demands.length === 0) return "no changes since the last release";
  return `${demands.length} packages will be released and have changesets`;
}

function preparedText(count: number, written: number, removed: number): string {
  if (count + removed === 0) return "no changesets needed";
  return `${written} changesets written, ${count - written} unchanged, ${removed} removed`;
}
