import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { strictOptions } from "../../../test/support/compiler.ts";
import { type CompileError, type CompilerVersion, compile, errorsByProject } from "../packages/compiler.ts";
import { installPackages, type Source } from "../packages/install.ts";
import { inTemporaryFolder } from "../workspace.ts";
import type { Program } from "./whole-surface.ts";

/** A version of an API, and the programs of its consumers. */
export interface Trial {
  readonly source: Source;
  readonly programs: readonly Program[];
}

/** The compile errors of a trial. */
export interface TrialErrors {
  /** Those of the generated packages. If there are any, no program is compiled. */
  readonly packages: readonly CompileError[];
  /** Those of the programs, by compiler. */
  readonly programs: ReadonlyMap<CompilerVersion, readonly CompileError[]>;
}

/** The number of trials that are compiled together, so that a compiler needs no more than about 1 GB. */
const BATCH = 12;

/** Time after which a compiler is stopped, in ms. It compiles a batch in seconds, but other tests may use the CPUs. */
const TIMEOUT = 600_000;

/**
 * Compiles the programs of each trial against its own packages.
 *
 * A compiler runs once for many trials, because it spends most of the time for one on the declarations of the language and of Node.
 *
 * @param versions The compilers. TypeScript 7.0 compiles the packages.
 * @throws Error if a compiler fails, or reports an error outside of the packages and programs.
 */
export async function compileTrials(
  trials: readonly Trial[],
  versions: readonly CompilerVersion[],
): Promise<readonly TrialErrors[]> {
  const limit = pLimit(availableParallelism());
  const batches = Array.from({ length: Math.ceil(trials.length / BATCH) }, (_, index) =>
    trials.slice(index * BATCH, (index + 1) * BATCH),
  );
  const results = await Promise.all(batches.map((batch) => limit(() => compileBatch(batch, versions))));
  return results.flat();
}

function compileBatch(
  trials: readonly Trial[],
  versions: readonly CompilerVersion[],
): Promise<readonly TrialErrors[]> {
  return inTemporaryFolder(async (folder) => {
    const sources = trials.map(({ source }) => source);
    const packages = await installPackages(sources, folder, TIMEOUT);
    const isInstalled = (index: number) => packages[index]?.length === 0;
    for (const [index, { programs }] of trials.entries()) {
      if (isInstalled(index)) await writePrograms(programs, join(folder, String(index)));
    }
    const include = [...trials.keys()].filter(isInstalled).map((index) => `${index}/*.ts`);
    const errors = new Map<CompilerVersion, readonly (readonly CompileError[])[]>();
    for (const version of include.length === 0 ? [] : versions) {
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configurationOf(version, include)));
      errors.set(version, errorsByProject(await compile(folder, version, TIMEOUT), trials.length));
    }
    return packages.map((own, index) => ({
      packages: own,
      programs: new Map([...errors].map(([version, all]) => [version, all[index] ?? []])),
    }));
  });
}

async function writePrograms(programs: readonly Program[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = { name: "consumer", private: true, type: "module" };
  const files = [...programs, { name: "package.json", text: JSON.stringify(manifest) }];
  await Promise.all(files.map(({ name, text }) => writeFile(join(folder, name), text)));
}

/**
 * Strict compiler options of consumers, including checks for subclasses.
 *
 * TypeScript 5.0 is too old for the types of Node, so it skips checking declarations. TypeScript 7.0 checks them.
 */
function configurationOf(version: CompilerVersion, include: readonly string[]): object {
  const compilerOptions = {
    ...strictOptions,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noEmit: true,
    skipLibCheck: version === "5.0",
  };
  return { compilerOptions, include };
}
