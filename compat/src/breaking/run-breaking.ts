import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { compilePrograms } from "../consumers/compile-programs.ts";
import { programsOf } from "../consumers/programs.ts";
import type { Program } from "../consumers/whole-surface.ts";
import { type BreakingKind, breakingKinds } from "../mutate/breaking/index.ts";
import { mutate, mutationsOf } from "../mutate/mutate.ts";
import type { Mutation } from "../mutate/mutation.ts";
import { type Random, randomOf } from "../mutate/random.ts";
import { diffDocuments, writeDiffConfig } from "../packages/diff.ts";
import { installPackages } from "../packages/install.ts";
import type { Progress } from "../progress.ts";
import type { Subject } from "../subjects.ts";
import { inTemporaryFolder, root } from "../workspace.ts";

/** A breaking change, and what detected it. */
export interface BreakingResult {
  readonly subject: string;
  readonly kind: string;
  readonly title: string;
  readonly place: string;
  /** Whether `sdkgen diff` reported it as breaking. */
  readonly isDiffed: boolean;
  /** The number of compile errors of consumers. Absent if types cannot show the change. */
  readonly errors?: number;
  readonly isCaught: boolean;
}

export interface BreakingOptions {
  readonly seed: number;
  /** The number of places of each kind to test in each subject. */
  readonly places: number;
  /** Default: all of them. */
  readonly kinds?: readonly BreakingKind[];
  readonly onProgress: Progress;
}

/** Applies breaking changes one by one: the diff must report each as breaking, and a consumer must not compile. */
export async function runBreaking(
  subjects: readonly Subject[],
  { seed, places, kinds = breakingKinds, onProgress }: BreakingOptions,
): Promise<readonly BreakingResult[]> {
  const limit = pLimit(availableParallelism());
  const attempts: { subject: Subject; corpus: readonly Program[]; mutation: Mutation }[] = [];
  for (const subject of subjects) {
    const corpus = await programsOf(subject.source, subject.consumers);
    const all = mutationsOf(subject.source, kinds, seed);
    for (const { name } of kinds) {
      const own = all.filter(({ kind }) => kind === name);
      const chosen = some(own, places, randomOf(seed, name));
      attempts.push(...chosen.map((mutation) => ({ subject, corpus, mutation })));
    }
  }
  return Promise.all(
    attempts.map(({ subject, corpus, mutation }) =>
      limit(() => {
        onProgress(`breaking: ${mutation.kind} at ${mutation.place.title}`);
        return tryOne(subject, corpus, mutation);
      }),
    ),
  );
}

/** Random elements of an array. */
function some<Element>(all: readonly Element[], count: number, random: Random): readonly Element[] {
  const rest = [...all];
  const length = Math.min(count, rest.length);
  return Array.from({ length }, () => rest.splice(random.below(rest.length), 1)).flat();
}

async function tryOne(
  { name, source }: Subject,
  corpus: readonly Program[],
  mutation: Mutation,
): Promise<BreakingResult> {
  const kind = breakingKinds.find((each) => each.name === mutation.kind);
  const isVisible = kind?.isVisible !== false;
  const mutant = mutate(source, [mutation], breakingKinds);
  return inTemporaryFolder(async (folder) => {
    const versions = join(folder, "versions");
    await mkdir(versions);
    const [before, after] = [join(versions, "before.json"), join(versions, "after.json")];
    await writeFile(before, JSON.stringify(source.document));
    await writeFile(after, JSON.stringify(mutant.document));
    await writeDiffConfig(versions, source.config);
    const { level } = await diffDocuments(before, after, name === "copilot" ? root : versions);
    const isDiffed = level === "breaking";
    const result = {
      subject: name,
      kind: mutation.kind,
      title: kind?.title ?? mutation.kind,
      place: mutation.place.title,
      isDiffed,
    };
    if (!isVisible) return { ...result, isCaught: isDiffed };
    const own = await installPackages(mutant, folder);
    if (own.length > 0) throw new Error(`the packages do not compile: ${own[0]?.file} ${own[0]?.message}`);
    const { length: errors } = await compilePrograms(corpus, folder, "7.0");
    return { ...result, errors, isCaught: isDiffed && errors > 0 };
  });
}
