import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { runBreaking } from "../breaking/run-breaking.ts";
import { clearProgress, showProgress } from "../progress.ts";
import { readSubjects } from "../subjects.ts";
import { runTypes } from "../types/run-types.ts";
import { runWire } from "../wire/run-wire.ts";
import { isRight, type Report, renderReport } from "./report.ts";

const PARTS = ["types", "wire", "breaking"] as const;

interface Options {
  readonly seed: number;
  readonly mutants: number;
  readonly places: number;
  readonly only?: (typeof PARTS)[number];
  readonly json?: true;
}

/**
 * The command line of `pnpm compat`.
 *
 * @returns The exit code: 0 if all guarantees hold, 1 if not, 2 for wrong usage.
 */
export async function main(parameters: readonly string[]): Promise<0 | 1 | 2> {
  const command = new Command("pnpm compat")
    .description(
      "Proves that additive changes of the API break no consumer, and that breaking changes are reported.",
    )
    .option("--seed <number>", "random seed", wholeNumber(0), 1)
    .option("--mutants <number>", "number of mutants of each document", wholeNumber(1), 16)
    .option("--places <number>", "number of places for each breaking change", wholeNumber(1), 3)
    .addOption(new Option("--only <part>", "run only one part").choices(PARTS))
    .option("--json", "print the results as JSON")
    .exitOverride()
    .showHelpAfterError();
  try {
    command.parse(parameters, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const options = command.opts<Options>();
  const report = await run(options);
  clearProgress();
  console.log(options.json ? JSON.stringify(report, undefined, 2) : renderReport(report));
  return isRight(report) ? 0 : 1;
}

async function run({ seed, mutants, places, only }: Options): Promise<Report> {
  const subjects = readSubjects();
  const [copilot] = subjects;
  const onProgress = showProgress;
  const wants = (part: (typeof PARTS)[number]) => only === undefined || only === part;
  return {
    seed,
    ...(wants("types") && { types: await runTypes(subjects, { seed, mutants, onProgress }) }),
    ...(wants("wire") && { wire: await runWire(copilot, { seed, onProgress }) }),
    ...(wants("breaking") && { breaking: await runBreaking(subjects, { seed, places, onProgress }) }),
  };
}

/** Parses the value of an option: an integer of at least `least`. */
function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}
