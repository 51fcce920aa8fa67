import type { Diagnostic, DiagnosticFormat } from "../diagnostics/index.ts";
import { cacheFolder, readCached } from "../output/index.ts";
import { diskFiles } from "../spec/index.ts";
import type { KnownConfigs } from "./known-configs.ts";
import { generatedSummary, writeOutcome } from "./outcome.ts";
import { ask, isSameAnswer, type Question } from "./questions.ts";
import type { Terminal } from "./terminal.ts";

/** A run whose report the next one with the same command line repeats if the answers are the same. */
export interface LastRun {
  /** Each question with its answer. `null`: the next one of the contents. */
  readonly answers: readonly (readonly [question: Question, answer: string | null])[];
  readonly format: DiagnosticFormat;
  /** The reported output. */
  readonly diagnostics: readonly Diagnostic[];
  /** The number of generated files. */
  readonly files: number;
}

/**
 * Repeats the report of the last run with the same command line, if there is nothing to do. Most of the program need not be
 * loaded for that.
 *
 * @param words The arguments after the program name.
 * @param configs Keeps the configuration if it is a program, which then ran.
 * @returns The exit code. `undefined` if something has changed, or no run is recorded.
 */
export async function repeatLastRun(
  words: readonly string[],
  terminal: Terminal,
  configs: KnownConfigs,
): Promise<number | undefined> {
  const started = process.uptime();
  const folder = cacheFolder(terminal.env);
  const cached = folder === undefined ? undefined : readCached(folder, keyOfRun(words, terminal));
  if (cached === undefined || !isLastRun(cached.value)) return undefined;
  const { answers, format, diagnostics, files } = cached.value;
  const disk = diskFiles(terminal.cwd);
  const contents = cached.contents.values();
  for (const [question, answer] of answers) {
    const expected = answer ?? contents.next().value;
    // If a question can no longer be answered, the full run reports it.
    const now = await ask(question, disk, configs).catch(() => undefined);
    if (now === undefined || expected === undefined || !isSameAnswer(now, expected)) return undefined;
  }
  const outcome = { summary: generatedSummary(0, files), diagnostics, facts: { changes: [] } };
  writeOutcome(outcome, terminal, { ok: true, format, milliseconds: (process.uptime() - started) * 1000 });
  return 0;
}

/** The key of a run in the cache. */
export function keyOfRun(words: readonly string[], { cwd }: Pick<Terminal, "cwd">): string {
  return JSON.stringify([cwd, ...words]);
}

/** True if a value of the cache is a run. The first answer is the state of the program, so the rest is as this version has written it. */
function isLastRun(value: unknown): value is LastRun {
  return typeof value === "object" && value !== null && "answers" in value && Array.isArray(value.answers);
}
