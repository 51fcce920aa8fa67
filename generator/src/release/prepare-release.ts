import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Bump } from "../diff/index.ts";
import { type OutputFile, removeFile, writeWhole } from "../output/index.ts";
import { changesetOf } from "./changeset-text.ts";
import { type Changeset, changesetFile, isGenerated } from "./changesets.ts";
import type { Demand } from "./demands.ts";
import { coverageProblem, isLower, plannedBump } from "./release-problems.ts";

/** What has to be done to the folder of the changesets, so that they say what has changed. */
export interface ReleasePlan {
  /** Every package that will be released for the document's sake. */
  readonly releases: readonly PlannedRelease[];
  /** Names of files that say what is not so any more. */
  readonly outdated: readonly string[];
}

/** A package and the changeset that tells of it. */
export interface PlannedRelease {
  readonly demand: Demand;
  readonly bump: Bump;
  readonly file: OutputFile;
  /** Whether the file is as it has to be. */
  readonly isThere: boolean;
}

/**
 * Plans the changesets: one for each package that has to be released, but for a first release that people announce
 * themselves.
 *
 * @param bump raises all of them by this; default: by what each one's changes ask for.
 */
export async function planRelease(
  demands: readonly Demand[],
  changesets: readonly Changeset[],
  bump?: Bump,
): Promise<ReleasePlan> {
  const announced = changesets.filter((changeset) => !isGenerated(changeset));
  const needed = demands.filter(
    ({ reason, state }) => reason === "api" || (plannedBump(state.name, announced) ?? "none") === "none",
  );
  const releases = await Promise.all(
    needed.map(async (demand): Promise<PlannedRelease> => {
      const own = generatedFor(demand, changesets);
      const chosen = bump ?? demand.bump;
      const file = await printChangeset(demand, chosen);
      return { demand, bump: chosen, file, isThere: own?.text === file.text };
    }),
  );
  const wanted = new Set(releases.map(({ file }) => file.path));
  const outdated = changesets
    .filter((own) => isGenerated(own) && !wanted.has(own.file))
    .map(({ file }) => file);
  return { releases, outdated };
}

/**
 * What changesets fail to say.
 *
 * @param display turns a file's name into a path for messages.
 */
export async function planProblems(
  demands: readonly Demand[],
  changesets: readonly Changeset[],
  display: (file: string) => string,
): Promise<readonly Diagnostic[]> {
  const problems = demands.map(async (demand) => {
    const uncovered = coverageProblem(demand, changesets);
    if (uncovered !== undefined) return [uncovered];
    const own = generatedFor(demand, changesets);
    if (own === undefined || (await isCurrent(demand, own))) return [];
    return [diagnostic("outdated-changeset", { path: display(own.file) })];
  });
  const { outdated } = await planRelease(demands, changesets);
  return [
    ...(await Promise.all(problems)).flat(),
    ...outdated.map((file) => diagnostic("outdated-changeset", { path: display(file) })),
  ];
}

/** Whether a changeset says what has changed, with the bump that is needed or a higher one. */
async function isCurrent(demand: Demand, { text, releases }: Changeset): Promise<boolean> {
  const bump = releases[0]?.bump ?? "none";
  if (bump === "none" || isLower(bump, demand.bump)) return false;
  return (await printChangeset(demand, bump)).text === text;
}

function generatedFor({ state }: Demand, changesets: readonly Changeset[]): Changeset | undefined {
  return changesets.find(({ file }) => file === changesetFile(state.folder));
}

/** Handlebars is loaded only where there is something to print. */
async function printChangeset(demand: Demand, bump: Bump): Promise<OutputFile> {
  const { TemplatePrinter } = await import("../printer/template-printer.ts");
  const file = changesetOf(demand, bump);
  return { path: file.path, text: new TemplatePrinter().print(file) };
}

/**
 * Writes the changesets that are missing or say something else, and takes away those that are outdated.
 *
 * @param pathOf the absolute path of a changeset's file.
 */
export async function writePlan(
  { releases, outdated }: ReleasePlan,
  pathOf: (file: string) => string,
  display: (file: string) => string,
): Promise<void> {
  for (const { file, isThere } of releases) {
    if (!isThere) await writeWhole(pathOf(file.path), file.text, display(file.path));
  }
  for (const file of outdated) await removeFile(pathOf(file), display(file));
}
