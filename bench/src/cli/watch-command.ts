import type { Command } from "commander";
import { measureWatch, type WatchFigures } from "../watch/measure.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

interface WatchOptions {
  readonly spec?: readonly string[];
  readonly edits: number;
}

/** `pnpm bench:watch`: the time from the edit of a summary to the written packages. */
export const watchCommand: BenchCommand<WatchOptions> = {
  configure(command: Command): Command {
    return command
      .description("Edits the summary of an operation while `sdkgen generate --watch` runs.")
      .option("--spec <files...>", "documents as JSON or YAML (default: this API, with its configuration)")
      .option("--edits <n>", "edits of each document", wholeNumber(1), 30);
  },

  async run({ spec = [], edits }: WatchOptions): Promise<Outcome> {
    const figures: WatchFigures[] = [];
    for (const document of spec.length === 0 ? [undefined] : spec) {
      showProgress(document ?? "this API");
      figures.push(await measureWatch(document, edits));
    }
    return {
      title: `Watch: ${edits} edits of a summary`,
      tables: [
        {
          columns: [
            { title: "document", align: "left" },
            ...["lowest ms", "median ms", "p95 ms", "CPU ms"].map((title) => ({ title })),
          ],
          rows: figures.map((own) => ({
            cells: [
              own.document,
              ...[own.lowest, own.median, own.p95, own.cpu].map((value) => fixed(value, 0)),
            ],
          })),
        },
      ],
      notes: [
        "From the moment at which the edited file is in its place to the printed line, after which all generated files are written.",
        "CPU time is counted in steps of 10 ms; the median of all edits.",
      ],
      json: { edits, figures },
    };
  },
};
