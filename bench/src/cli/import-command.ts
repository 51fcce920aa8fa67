import type { Command } from "commander";
import { type ImportSettings, measureImports } from "../import/measure.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

/** `pnpm bench:import`: the CPU time of loading a package in a new process. */
export const importCommand: BenchCommand<ImportSettings> = {
  configure(command: Command): Command {
    return command
      .description("Measures the CPU time of loading packages, each time in a new process.")
      .option("--rounds <n>", "starts of each program", wholeNumber(1), 15);
  },

  async run({ rounds }: ImportSettings): Promise<Outcome> {
    const figures = measureImports({ rounds }, (round) => showProgress(`round ${round}/${rounds}`));
    return {
      title: `Import: ${rounds} starts of each program`,
      tables: [
        {
          columns: [
            { title: "", align: "left" },
            ...["lowest ms", "median ms", "x start"].map((title) => ({ title })),
          ],
          rows: figures.map(({ name, title, lowest, median, ratio }) => ({
            isOurs: name === "package",
            cells: [title, fixed(lowest, 1), fixed(median, 1), fixed(ratio, 2)],
          })),
        },
      ],
      notes: [
        "CPU time of loading it, in ms; and the whole process, as a multiple of one that loads nothing.",
      ],
      json: { settings: { rounds }, programs: figures },
    };
  },
};
