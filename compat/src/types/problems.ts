import { compileTrials, type TrialErrors } from "../consumers/compile-trials.ts";
import type { Program } from "../consumers/whole-surface.ts";
import { additiveKinds } from "../mutate/additive/index.ts";
import { mutate } from "../mutate/mutate.ts";
import type { Mutation } from "../mutate/mutation.ts";
import { type CompileError, type CompilerVersion, compilers } from "../packages/compiler.ts";
import { diffSources } from "../packages/diff.ts";
import type { Source } from "../packages/install.ts";
import type { Subject } from "../subjects.ts";
import { root } from "../workspace.ts";

/** A mutant, and the programs for the document without its mutations. */
export interface Attempt {
  readonly subject: Subject;
  readonly programs: readonly Program[];
  readonly mutations: readonly Mutation[];
}

/** A problem that an additive mutant must not cause. */
export interface Problem {
  /** `typescript 5.0`, `generated code` or `sdkgen diff`. */
  readonly by: string;
  /** The file and line of the consumer, and the message. */
  readonly message: string;
}

/** The problems of each mutant: errors of a compiler, and changes that the diff reports as breaking. */
export async function problemsOf(attempts: readonly Attempt[]): Promise<readonly (readonly Problem[])[]> {
  const mutants = attempts.map(({ subject, mutations }) => mutate(subject.source, mutations, additiveKinds));
  const trials = attempts.map(({ programs }, index) => ({ source: mutants[index] as Source, programs }));
  const errors = await compileTrials(trials, Object.keys(compilers) as CompilerVersion[]);
  const problems: (readonly Problem[])[] = [];
  for (const [index, { subject }] of attempts.entries()) {
    const compiled = compileProblems(errors[index] as TrialErrors);
    const isGenerated = errors[index]?.packages.length === 0;
    problems.push(
      isGenerated ? [...compiled, ...(await diffProblems(subject, mutants[index] as Source))] : compiled,
    );
  }
  return problems;
}

function compileProblems({ packages, programs }: TrialErrors): readonly Problem[] {
  return [
    ...packages.map((error) => problemOf("generated code", error)),
    ...[...programs].flatMap(([version, errors]) =>
      errors.map((error) => problemOf(`typescript ${version}`, error)),
    ),
  ];
}

/** Changes that the diff wrongly reports as breaking. */
async function diffProblems({ name, source }: Subject, mutant: Source): Promise<readonly Problem[]> {
  const { changes } = await diffSources(source, mutant, name === "copilot" ? root : undefined);
  return changes
    .filter(({ level }) => level === "breaking")
    .map(({ code, message }) => ({ by: "sdkgen diff", message: `${code}: ${message}` }));
}

function problemOf(by: string, { file, line, code, message }: CompileError): Problem {
  return { by, message: `${file}:${line} ${code} ${message}` };
}
