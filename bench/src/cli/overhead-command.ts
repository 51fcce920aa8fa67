import type { Command } from "commander";
import {
  type CallTime,
  measureOverhead,
  type OverheadFigures,
  type OverheadSettings,
} from "../overhead/measure.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

/** `pnpm bench:overhead`: the overhead of a call over bare `fetch`. */
export const overheadCommand: BenchCommand<OverheadSettings> = {
  configure(command: Command): Command {
    return command
      .description("Measures the time that a call takes in addition to bare fetch, against a local server.")
      .option("--rounds <n>", "rounds, in each of which every contender has a turn", wholeNumber(1), 300)
      .option("--calls <n>", "calls of a turn", wholeNumber(1), 50)
      .option("--at-once <n>", "concurrent calls in the second part", wholeNumber(2), 50);
  },

  async run({ rounds, calls, atOnce }: OverheadSettings): Promise<Outcome> {
    const settings = { rounds, calls, atOnce };
    const figures = await measureOverhead(settings, (round) => showProgress(`round ${round}/${rounds}`));
    return report(settings, figures);
  },
};

function report(settings: OverheadSettings, figures: readonly OverheadFigures[]): Outcome {
  const { rounds, calls, atOnce } = settings;
  const titles = ["us", "added", "x fetch", "fastest", "quartiles"];
  return {
    title: `Overhead: ${rounds} rounds of ${calls} calls, sequential and ${atOnce} at once`,
    tables: [
      {
        columns: [{ title: "sequential", align: "left" }, ...titles.map((title) => ({ title }))],
        rows: figures.map((each) => row(each, each.sequential)),
      },
      {
        columns: [{ title: `${atOnce} at once`, align: "left" }, ...titles.map((title) => ({ title }))],
        rows: figures.map((each) => row(each, each.atOnce)),
      },
    ],
    notes: [
      "Microseconds per call, absolute and relative to fetch in the same round: medians of the rounds.",
      "fastest: the fastest tenth of the rounds, relative to that of fetch.",
    ],
    json: { settings, contenders: figures },
  };
}

function row(
  { contender, title }: OverheadFigures,
  { microseconds, added, ratio, fastest, quartiles }: CallTime,
) {
  const figures = [fixed(microseconds, 1), fixed(added, 1), fixed(ratio, 3), fixed(fastest, 3)];
  const spread = quartiles.map((each) => fixed(each, 2)).join(" to ");
  return { isOurs: contender === "ours", cells: [title, ...figures, spread] };
}
