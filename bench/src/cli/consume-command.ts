import type { Command } from "commander";
import { type ConsumeFigures, type ConsumerFigures, measureConsumers } from "../consume/measure.ts";
import { projects } from "../consume/projects.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome, type Row } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

interface ConsumeOptions {
  readonly spec: readonly string[];
  readonly runs: number;
}

/** `pnpm bench:consume`: what generated code costs its consumer, in the compiler and in the editor. */
export const consumeCommand: BenchCommand<ConsumeOptions> = {
  configure(command: Command): Command {
    return command
      .description("Measures the consumer's compiler and editor with code of several generators.")
      .requiredOption("--spec <files...>", "documents as JSON")
      .option("--runs <number>", "runs of each compiler", wholeNumber(1), 3);
  },

  async run({ spec, runs }): Promise<Outcome> {
    const figures: ConsumeFigures[] = [];
    for (const file of spec) figures.push(await measureConsumers(file, runs, showProgress));
    return {
      title: `Consume: the lowest of ${runs} runs`,
      tables: [
        {
          columns: [
            { title: "", align: "left" },
            { title: "", align: "left" },
            ...["tsc, s", "x hey-api", "completion, ms"].map((title) => ({ title })),
          ],
          rows: figures.flatMap(rowsOf),
        },
      ],
      notes: [
        "tsc: CPU time of the consumer's compiler, cold, for a program that creates a client.",
        "completion: median time of the members of the client after an edit, in a warm editor.",
      ],
      json: { runs, figures },
    };
  },
};

function rowsOf({ document, projects: own }: ConsumeFigures): readonly Row[] {
  const figures = (name: string): ConsumerFigures =>
    own[name] ?? { compiling: Number.NaN, completing: Number.NaN };
  const other = figures("hey-api");
  return projects.map(({ name, title }) => {
    const { compiling, completing } = figures(name);
    const ratio = fixed(compiling / other.compiling, 2);
    return {
      isOurs: name === "ours",
      cells: [document, title, fixed(compiling, 2), ratio, fixed(completing, 1)],
    };
  });
}
