import { programsOf } from "../consumers/programs.ts";
import { additiveKinds } from "../mutate/additive/index.ts";
import { mutationsOf, planMutants } from "../mutate/mutate.ts";
import type { Mutation } from "../mutate/mutation.ts";
import { withNames } from "../packages/install.ts";
import type { Progress } from "../progress.ts";
import type { Subject } from "../subjects.ts";
import { inTemporaryFolder } from "../workspace.ts";
import { type Attempt, type Problem, problemsOf } from "./problems.ts";
import { smallestFailing } from "./smallest-failing.ts";

/** The results of all additive mutants. */
export interface TypesResult {
  /** By kind of mutation, in each subject. */
  readonly kinds: readonly KindResult[];
  readonly mutants: number;
  /** The number of programs compiled against each mutant. */
  readonly programs: number;
  readonly failures: readonly Failure[];
}

export interface KindResult {
  readonly kind: string;
  readonly title: string;
  /** The number of places in the documents. */
  readonly places: number;
  /** The number of places that were mutated. */
  readonly covered: number;
  /** Failures caused by a mutation of this kind. */
  readonly errors: number;
}

/** The smallest mutant that still shows an error. */
export interface Failure {
  readonly subject: string;
  readonly kind: string;
  readonly place: string;
  /** The `by` of the problem, or `before` if it exists without any mutation. */
  readonly by: string;
  /** The file and line of the consumer, and the message. */
  readonly message: string;
}

export interface TypesOptions {
  readonly seed: number;
  /** The number of mutants of each subject. The first has every mutation. */
  readonly mutants: number;
  readonly onProgress: Progress;
}

/** Compiles consumers against packages of mutated documents, and checks the diff of each mutant. */
export async function runTypes(
  subjects: readonly Subject[],
  { seed, mutants, onProgress }: TypesOptions,
): Promise<TypesResult> {
  const plans = await Promise.all(
    subjects.map(async (written) => {
      const source = await inTemporaryFolder((folder) => withNames(written.source, folder));
      const subject = { ...written, source };
      const programs = await programsOf(subject.source, subject.consumers);
      const all = mutationsOf(subject.source, additiveKinds, seed);
      return { subject, programs, all, planned: [[], ...planMutants(all, mutants, seed)] };
    }),
  );
  const attempts = plans.flatMap(({ subject, programs, planned }) =>
    planned.map((mutations) => ({ subject, programs, mutations })),
  );
  onProgress(`types: ${attempts.length} versions of ${subjects.map(({ name }) => name).join(" and ")}`);
  const problems = await problemsOf(attempts);
  const failures: Failure[] = [];
  for (const [index, attempt] of attempts.entries()) {
    const found = problems[index] ?? [];
    if (found.length > 0) failures.push(...(await blame(attempt, found, onProgress)));
  }
  const covered = new Set(attempts.flatMap(({ mutations }) => mutations));
  const all = plans.flatMap((plan) => plan.all);
  return {
    kinds: additiveKinds.map(({ name, title }) => {
      const own = all.filter(({ kind }) => kind === name);
      return {
        kind: name,
        title,
        places: own.length,
        covered: own.filter((mutation) => covered.has(mutation)).length,
        errors: failures.filter(({ kind }) => kind === name).length,
      };
    }),
    mutants: plans.reduce((sum, { planned }) => sum + planned.length - 1, 0),
    programs: plans.reduce((sum, { programs }) => sum + programs.length, 0),
    failures,
  };
}

/** The problems of a mutant, reduced to the smallest mutant that shows one. */
async function blame(
  attempt: Attempt,
  found: readonly Problem[],
  onProgress: Progress,
): Promise<readonly Failure[]> {
  const { subject, mutations } = attempt;
  if (mutations.length === 0) {
    const [first] = found;
    return first === undefined
      ? []
      : [{ subject: subject.name, kind: "none", place: "none", ...first, by: "before" }];
  }
  const problemsWith = async (some: readonly Mutation[]) => {
    onProgress(`types: which of ${some.length} mutations of ${subject.name} fails`);
    const [problems = []] = await problemsOf([{ ...attempt, mutations: some }]);
    return problems;
  };
  const smallest = await smallestFailing(mutations, async (some) => (await problemsWith(some)).length > 0);
  const problems = await problemsWith(smallest);
  const [culprit] = smallest;
  const place = smallest.map((mutation) => mutation.place.title).join(" and ");
  return problems.map((problem) => ({
    subject: subject.name,
    kind: culprit?.kind ?? "none",
    place,
    ...problem,
  }));
}
