import { compileTrials, type TrialErrors } from "../consumers/compile-trials.ts";
import { programsOf } from "../consumers/programs.ts";
import type { Program } from "../consumers/whole-surface.ts";
import { type BreakingKind, breakingKinds } from "../mutate/breaking/index.ts";
import { mutate, mutationsOf } from "../mutate/mutate.ts";
import type { Mutant, Mutation } from "../mutate/mutation.ts";
import { type Random, randomOf } from "../mutate/random.ts";
import { diffSources } from "../packages/diff.ts";
import type { Progress } from "../progress.ts";
import type { Subject } from "../subjects.ts";
import { root } from "../workspace.ts";

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
  const attempts: Attempt[] = [];
  for (const subject of subjects) {
    const programs = await programsOf(subject.source, subject.consumers);
    const all = mutationsOf(subject.source, kinds, seed);
    for (const kind of kinds) {
      const own = all.filter((mutation) => mutation.kind === kind.name);
      for (const mutation of some(own, places, randomOf(seed, kind.name))) {
        const mutant = mutate(subject.source, [mutation], kinds);
        attempts.push({ subject, programs, kind, mutation, mutant });
      }
    }
  }
  const diffed: boolean[] = [];
  for (const { subject, mutant, mutation } of attempts) {
    onProgress(`breaking: ${mutation.kind} at ${mutation.place.title}`);
    const { level } = await diffSources(
      subject.source,
      mutant,
      subject.name === "copilot" ? root : undefined,
    );
    diffed.push(level === "breaking");
  }
  const visible = attempts.filter(({ kind }) => kind.isVisible !== false);
  onProgress(`breaking: compile the consumers of ${visible.length} versions`);
  const trials = visible.map(({ mutant, programs }) => ({ source: mutant, programs }));
  const errors = (await compileTrials(trials, ["7.0"])).map(errorCount);
  return attempts.map((attempt, index) => {
    const isDiffed = diffed[index] === true;
    const count = errors[visible.indexOf(attempt)];
    return {
      subject: attempt.subject.name,
      kind: attempt.kind.name,
      title: attempt.kind.title,
      place: attempt.mutation.place.title,
      isDiffed,
      ...(count !== undefined && { errors: count }),
      isCaught: isDiffed && count !== 0,
    };
  });
}

/** A breaking change at one place, and the programs for the document without it. */
interface Attempt {
  readonly subject: Subject;
  readonly programs: readonly Program[];
  readonly kind: BreakingKind;
  readonly mutation: Mutation;
  readonly mutant: Mutant;
}

function errorCount({ packages, programs }: TrialErrors): number {
  const [own] = packages;
  if (own !== undefined) throw new Error(`the packages do not compile: ${own.file} ${own.message}`);
  return programs.get("7.0")?.length ?? 0;
}

/** Random elements of an array. */
function some<Element>(all: readonly Element[], count: number, random: Random): readonly Element[] {
  const rest = [...all];
  const length = Math.min(count, rest.length);
  return Array.from({ length }, () => rest.splice(random.below(rest.length), 1)).flat();
}
