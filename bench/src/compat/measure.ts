import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { additiveKinds } from "../../../compat/src/mutate/additive/index.ts";
import { mutate, mutationsOf } from "../../../compat/src/mutate/mutate.ts";
import { type CompileError, compile } from "../../../compat/src/packages/compiler.ts";
import type { Source } from "../../../compat/src/packages/install.ts";
import { readSubjects } from "../../../compat/src/subjects.ts";
import { inTemporaryFolder } from "../../../compat/src/workspace.ts";
import { BenchError } from "../bench-error.ts";
import { type Contender, contenders } from "./contenders.ts";

/** The effect of a kind of additive mutation, at all of its places, on a contender. */
export interface CompatFigures {
  readonly contender: string;
  readonly kind: string;
  /** Compile errors in the program. */
  readonly errors: number;
  /** The situations that no longer compile. */
  readonly broken: readonly string[];
}

/** All situations of the programs, in their order. */
export const situations: readonly string[] = situationsIn(programOf("ours")).map(({ name }) => name);

/**
 * Compiles the same situations with each contender, before and after each kind of mutation.
 *
 * @throws BenchError if a program does not compile without mutations.
 */
export async function measureCompat(
  seed: number,
  onProgress: (text: string) => void,
): Promise<readonly CompatFigures[]> {
  const [{ source }] = readSubjects();
  const all = mutationsOf(source, additiveKinds, seed);
  const figures: CompatFigures[] = [];
  for (const contender of contenders) {
    onProgress(`${contender.title}: before`);
    const [before] = await errorsOf(contender, source);
    if (before !== undefined) {
      throw new BenchError(`${contender.name}.ts:${before.line} does not compile: ${before.message}`);
    }
    for (const { name: kind, title } of additiveKinds) {
      const mutations = all.filter((mutation) => mutation.kind === kind);
      if (mutations.length === 0) continue;
      onProgress(`${contender.title}: ${title}`);
      const errors = await errorsOf(contender, mutate(source, mutations, additiveKinds));
      figures.push({
        contender: contender.name,
        kind: title,
        errors: errors.length,
        broken: brokenBy(contender, errors),
      });
    }
  }
  return figures;
}

const options = {
  target: "ES2022",
  module: "ESNext",
  moduleResolution: "bundler",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  types: [],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Compile errors in the program, without those in generated code. */
async function errorsOf({ name, generate }: Contender, source: Source): Promise<readonly CompileError[]> {
  return inTemporaryFolder(async (folder) => {
    const own = await generate(source, folder);
    await writeFile(join(own, "program.ts"), programOf(name));
    const configuration = { compilerOptions: options, files: ["program.ts"] };
    await writeFile(join(own, "tsconfig.json"), JSON.stringify(configuration));
    return (await compile(own, "7.0")).filter(({ file }) => file === "program.ts");
  });
}

function brokenBy({ name }: Contender, errors: readonly CompileError[]): readonly string[] {
  const places = situationsIn(programOf(name));
  const broken = errors.map(({ line }) => places.findLast((place) => place.line <= line)?.name ?? "");
  return situations.filter((situation) => broken.includes(situation));
}

function programOf(contender: string): string {
  return readFileSync(new URL(`programs/${contender}.ts`, import.meta.url), "utf8");
}

function situationsIn(program: string): readonly { readonly name: string; readonly line: number }[] {
  return program.split("\n").flatMap((text, index) => {
    const name = /^\/\/ situation: (.*)$/.exec(text)?.[1];
    return name === undefined ? [] : [{ name, line: index + 1 }];
  });
}
