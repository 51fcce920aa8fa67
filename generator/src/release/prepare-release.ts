import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Bump } from "../diff/index.ts";
import { type OutputFile, removeFile, writeWhole } from "../output/index.ts";
import type { OwnTemplates } from "../printer/template-printer.ts";
import { type ChosenBump, printChangeset } from "./changeset-text.ts";
import { type Changeset, type Changesets, changesetFile, isGenerated, minimumIn } from "./changesets.ts";
import type { Demand } from "./demands.ts";
import { coverageProblem, higher, isLower, plannedBump } from "./release-problems.ts";

/** Changes of changesets, so that they match the changes of the document. */
export interface ReleasePlan {
  /** All packages that must be released. */
  readonly releases: readonly PlannedRelease[];
  /** File names of changesets that no longer apply. */
  readonly outdated: readonly string[];
}

/** A package and its changeset. */
export interface PlannedRelease {
  readonly demand: Demand;
  readonly bump: Bump;
  readonly file: OutputFile;
  /** True if the changeset is up to date. */
  readonly isCurrent: boolean;
}

/**
 * Plans the changesets: one for each package that must be released, except for first releases with a changeset written by
 * hand.
 *
 * @param templates The templates of the owner.
 * @param minimum The minimum bump of all packages. Default: from an earlier run, or as the changes require.
 */
export async function planRelease(
  demands: readonly Demand[],
  changesets: Changesets,
  templates: OwnTemplates,
  minimum?: Bump,
): Promise<ReleasePlan> {
  const announced = changesets.open.filter((changeset) => !isGenerated(changeset));
  const needed = demands.filter(
    ({ reason, state }) =>
      reason === "api" || reason === "types" || (plannedBump(state.name, announced) ?? "none") === "none",
  );
  const releases = await Promise.all(
    needed.map(async (demand): Promise<PlannedRelease> => {
      const own = generatedFor(demand, changesets);
      const chosen = chosenBump(demand, minimum ?? (own && minimumIn(own)));
      const path = changesetFile(demand.state.folder, changesets);
      const file = await printChangeset(demand, chosen, path, templates);
      return { demand, bump: chosen.bump, file, isCurrent: own?.text === file.text };
    }),
  );
  const wanted = new Set(releases.map(({ file }) => file.path));
  const outdated = changesets.open
    .filter((own) => isGenerated(own) && !wanted.has(own.file))
    .map(({ file }) => file);
  return { releases, outdated };
}

function chosenBump({ bump }: Demand, minimum: Bump | undefined): ChosenBump {
  return { bump: minimum === undefined ? bump : higher(bump, minimum), minimum };
}

/**
 * Reports missing and outdated changesets.
 *
 * @param templates The templates of the owner.
 * @param display Converts a file name to a path for messages.
 */
export async function planProblems(
  demands: readonly Demand[],
  changesets: Changesets,
  templates: OwnTemplates,
  display: (file: string) => string,
): Promise<readonly Diagnostic[]> {
  const problems = demands.map(async (demand) => {
    const uncovered = coverageProblem(demand, changesets.open);
    if (uncovered !== undefined) return [uncovered];
    const own = generatedFor(demand, changesets);
    if (own === undefined || (await matches(demand, own, templates))) return [];
    return [diagnostic("outdated-changeset", { path: display(own.file) })];
  });
  const { outdated } = await planRelease(demands, changesets, templates);
  return [
    ...(await Promise.all(problems)).flat(),
    ...outdated.map((file) => diagnostic("outdated-changeset", { path: display(file) })),
  ];
}

/** True if a changeset matches the changes, with the required bump or a higher one. */
async function matches(demand: Demand, own: Changeset, templates: OwnTemplates): Promise<boolean> {
  const bump = own.releases[0]?.bump ?? "none";
  if (bump === "none" || isLower(bump, demand.bump)) return false;
  const chosen = { bump, minimum: minimumIn(own) };
  return (await printChangeset(demand, chosen, own.file, templates)).text === own.text;
}

function generatedFor({ state }: Demand, changesets: Changesets): Changeset | undefined {
  return changesets.open.find(({ file }) => file === changesetFile(state.folder, changesets));
}

/**
 * Writes missing and changed changesets, and removes outdated ones.
 *
 * @param pathOf Converts a file name to an absolute path.
 */
export async function writePlan(
  { releases, outdated }: ReleasePlan,
  pathOf: (file: string) => string,
  display: (file: string) => string,
): Promise<void> {
  for (const { file, isCurrent } of releases) {
    if (!isCurrent) await writeWhole(pathOf(file.path), file.text, display(file.path));
  }
  for (const file of outdated) await removeFile(pathOf(file), display(file));
}
