import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { compilePrograms } from "../consumers/compile-programs.ts";
import { programsOf } from "../consumers/programs.ts";
import type { Program } from "../consumers/whole-surface.ts";
import { additiveKinds } from "../mutate/additive/index.ts";
import { mutate, mutationsOf, planMutants } from "../mutate/mutate.ts";
import type { Mutation } from "../mutate/mutation.ts";
import { type CompileError, type CompilerVersion, compilers } from "../packages/compiler.ts";
import { diffDocuments, writeDiffConfig } from "../packages/diff.ts";
import { installPackages, type Source } from "../packages/install.ts";
import type { Progress } from "../progress.ts";
import type { Subject } from "../subjects.ts";
import { inTemporaryFolder, root } from "../workspace.ts";
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
  /** `typescript 5.0`, `generated code`, `sdkgen diff`, or `before` when it fails without any mutation. */
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
export async function runTypes(subjects: readonly Subject[], options: TypesOptions): Promise<TypesResult> {
  const limit = pLimit(availableParallelism());
  const runs = await Promise.all(subjects.map((subject) => runSubject(subject, options, limit)));
  const failures = runs.flatMap((run) => run.failures);
  return {
    kinds: additiveKinds.map(({ name, title }) => {
      const isOwn = ({ kind }: { readonly kind: string }) => kind === name;
      return {
        kind: name,
        title,
        places: runs.flatMap(({ all }) => all.filter(isOwn)).length,
        covered: runs.flatMap(({ covered }) => covered.filter(isOwn)).length,
        errors: failures.filter(isOwn).length,
      };
    }),
    mutants: runs.reduce((sum, run) => sum + run.mutants, 0),
    programs: runs.reduce((sum, run) => sum + run.programs, 0),
    failures,
  };
}

async function runSubject(
  subject: Subject,
  { seed, mutants, onProgress }: TypesOptions,
  limit: ReturnType<typeof pLimit>,
) {
  const corpus = await programsOf(subject.source, subject.consumers);
  const all = mutationsOf(subject.source, additiveKinds, seed);
  const planned = [[], ...planMutants(all, mutants, seed)];
  const failures = await Promise.all(
    planned.map((mutations, index) =>
      limit(async () => {
        onProgress(`types: ${subject.name}, mutant ${index} of ${mutants}, ${mutations.length} mutations`);
        return blame(subject, corpus, mutations);
      }),
    ),
  );
  return {
    all,
    covered: all.filter((mutation) => planned.some((each) => each.includes(mutation))),
    mutants: planned.length - 1,
    programs: corpus.length,
    failures: failures.flat(),
  };
}

/** The problem of a mutant, reduced to the smallest mutant that shows it. `undefined` if there is none. */
async function blame(
  subject: Subject,
  corpus: readonly Program[],
  mutations: readonly Mutation[],
): Promise<readonly Failure[]> {
  const [first] = await problemsOf(subject, corpus, mutations);
  if (first === undefined) return [];
  if (mutations.length === 0)
    return [{ subject: subject.name, kind: "none", place: "none", ...first, by: "before" }];
  const stillFails = async (some: readonly Mutation[]) =>
    (await problemsOf(subject, corpus, some)).length > 0;
  const smallest = await smallestFailing(mutations, stillFails);
  const problems = await problemsOf(subject, corpus, smallest);
  const [culprit] = smallest;
  const place = smallest.map((mutation) => mutation.place.title).join(" and ");
  return problems.map((problem) => ({
    subject: subject.name,
    kind: culprit?.kind ?? "none",
    place,
    ...problem,
  }));
}

type Problem = Pick<Failure, "by" | "message">;

async function problemsOf(
  { name, source }: Subject,
  corpus: readonly Program[],
  mutations: readonly Mutation[],
): Promise<readonly Problem[]> {
  return inTemporaryFolder(async (folder) => {
    const mutant = mutate(source, mutations, additiveKinds);
    const own = await installPackages(mutant, folder);
    if (own.length > 0) return own.map((error) => problemOf("generated code", error));
    const versions = Object.keys(compilers) as CompilerVersion[];
    const found: Problem[] = [];
    for (const version of versions) {
      const errors = await compilePrograms(corpus, folder, version);
      found.push(...errors.map((error) => problemOf(`typescript ${version}`, error)));
    }
    return [...found, ...(await diffProblems(source, mutant, folder, name === "copilot" ? root : folder))];
  });
}

/** Changes that the diff wrongly reports as breaking. */
async function diffProblems(
  source: Source,
  mutant: Source,
  folder: string,
  cwd: string,
): Promise<readonly Problem[]> {
  const [before, after] = [join(folder, "before.json"), join(folder, "after.json")];
  await writeFile(before, JSON.stringify(source.document));
  await writeFile(after, JSON.stringify(mutant.document));
  if (cwd === folder) await writeDiffConfig(folder, source.config);
  const { changes } = await diffDocuments(before, after, cwd);
  return changes
    .filter(({ level }) => level === "breaking")
    .map(({ code, message }) => ({ by: "sdkgen diff", message: `${code}: ${message}` }));
}

function problemOf(by: string, { file, line, code, message }: CompileError): Problem {
  return { by, message: `${file}:${line} ${code} ${message}` };
}
