import { type Command, InvalidArgumentError, Option } from "commander";
import { BenchError } from "../bench-error.ts";
import { type Contender, contenders } from "../burst/contenders.ts";
import type { BurstFigures } from "../burst/figures.ts";
import { runBurst } from "../burst/run-burst.ts";
import { type BurstSettings, idealSeconds } from "../burst/settings.ts";
import { median, sum } from "../statistics.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome, type Table } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

interface BurstOptions extends BurstSettings {
  readonly only?: readonly Contender[];
  readonly runs: number;
}

/** The runs of a contender, each with a different random seed. */
type Runs = readonly [BurstFigures, ...BurstFigures[]];

/** `pnpm bench:burst`: many calls at once against a server with a rate limit. */
export const burstCommand: BenchCommand<BurstOptions> = {
  configure(command: Command): Command {
    const names = contenders.map(({ name }) => name).join(", ");
    return command
      .description("Makes many calls at once against a strict server, with one contender after another.")
      .option("--calls <n>", "total number of calls", wholeNumber(1), 200)
      .option("--rps <n>", "requests per second that the server accepts", wholeNumber(1), 20)
      .addOption(
        new Option("--window <kind>", "the server's window").choices(["sliding", "fixed"]).default("sliding"),
      )
      .option("--rtt <ms>", "round trip without jitter, half of it each way", wholeNumber(0), 50)
      .option(
        "--jitter <ms>",
        "maximum additional time of a round trip, half of it each way",
        wholeNumber(0),
        30,
      )
      .option("--processes <n>", "processes that make the calls with one key", wholeNumber(1), 1)
      .addOption(new Option("--share <what>", "what they share").choices(["none", "redis"]).default("none"))
      .option("--seed <n>", "random seed of the delays", wholeNumber(0), 1)
      .option("--runs <n>", "runs of each contender, with consecutive seeds", wholeNumber(1), 1)
      .option("--only <names>", `some contenders: ${names}, or prefixes of names`, chosenContenders);
  },

  async run({ only = contenders, runs, ...options }: BurstOptions): Promise<Outcome> {
    const { calls, rps, window, rtt, jitter, processes, share, seed } = options;
    const settings: BurstSettings = { calls, rps, window, rtt, jitter, processes, share, seed };
    if (calls < processes) throw new BenchError("there must be at least one call per process");
    const running = only.filter((contender) => contender.shares.includes(share));
    if (running.length === 0) throw new BenchError(`none of these contenders can share through ${share}`);
    const results: Runs[] = [];
    for (const [index, contender] of running.entries()) {
      const run = (offset: number): Promise<BurstFigures> => {
        const part = runs === 1 ? "" : `, run ${offset + 1}/${runs}`;
        showProgress(`${index + 1}/${running.length} ${contender.title}${part} ...`);
        return runBurst(contender, { ...settings, seed: seed + offset });
      };
      const figures: [BurstFigures, ...BurstFigures[]] = [await run(0)];
      for (let offset = 1; offset < runs; offset++) figures.push(await run(offset));
      results.push(figures);
    }
    const unable = only.filter((contender) => !running.includes(contender));
    return report(settings, runs, results, unable);
  },
};

function chosenContenders(text: string): readonly Contender[] {
  const beginnings = text.split(",").map((each) => each.trim());
  const unknown = beginnings.find((beginning) => !contenders.some((each) => isNamed(each, beginning)));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no contender "${unknown}".`);
  return contenders.filter((each) => beginnings.some((beginning) => isNamed(each, beginning)));
}

function isNamed({ name }: Contender, beginning: string): boolean {
  return beginning !== "" && (name === beginning || name.startsWith(`${beginning}-`));
}

function report(
  settings: BurstSettings,
  runs: number,
  results: readonly Runs[],
  unable: readonly Contender[],
): Outcome {
  const { calls, rps, window, rtt, jitter, processes, share } = settings;
  const many = processes === 1 ? "" : `, ${processes} processes`;
  const sharing = share === "none" ? "" : `, ${share}`;
  const repeated = runs === 1 ? "" : `, ${runs} runs`;
  const title = `Burst: ${calls} calls, ${rps}/s ${window}, RTT ${rtt} ms, jitter ${jitter} ms${many}${sharing}${repeated}`;
  const ideal = idealSeconds(settings);
  return {
    title,
    tables: [figuresTable(results), ...(processes > 1 || share === "redis" ? [sharingTable(results)] : [])],
    notes: [
      `No client can be faster than ${fixed(ideal, 2)} s.`,
      ...(runs > 1 ? [`Each figure is the median of ${runs} runs (smallest to largest).`] : []),
      ...results
        .flat()
        .filter(({ failed }) => failed > 0)
        .map(describeFailures),
      ...(unable.length > 0
        ? [`Cannot share through ${share}: ${unable.map(({ name }) => name).join(", ")}.`]
        : []),
    ],
    json: { settings, runs, ideal, contenders: results.flat() },
  };
}

function figuresTable(results: readonly Runs[]): Table {
  return {
    columns: [
      { title: "", align: "left" },
      ...["ok", "failed", "refused", "seconds", "x ideal", "worst", "over"].map((title) => ({ title })),
    ],
    rows: results.map((runs) => ({
      isOurs: runs[0].contender === "ours",
      cells: [
        runs[0].title,
        ...(["ok", "failed", "refused"] as const).map((figure) => cell(runs, (each) => each[figure], 0)),
        cell(runs, ({ seconds }) => seconds, 2),
        cell(runs, ({ ratio }) => ratio ?? Number.NaN, 3),
        ...(["worstSecond", "secondsOver"] as const).map((figure) => cell(runs, (each) => each[figure], 0)),
      ],
    })),
  };
}

function sharingTable(results: readonly Runs[]): Table {
  const isByRedis = results.flat().some(({ scriptsPerCall }) => scriptsPerCall !== null);
  return {
    columns: [
      { title: "", align: "left" },
      { title: "shares of the processes, %" },
      { title: "Jain's index" },
      ...(isByRedis ? [{ title: "Redis/call" }] : []),
    ],
    rows: results.map((runs) => ({
      isOurs: runs[0].contender === "ours",
      cells: [
        runs[0].title,
        runs.length === 1
          ? runs[0].shares.map((share) => percent(share, runs[0].shares)).join(" ")
          : cell(
              runs.flatMap(({ shares }) => shares.map((share) => (100 * share) / sum(shares))),
              Number,
              0,
            ),
        cell(runs, ({ fairness }) => fairness, 3),
        ...(isByRedis ? [cell(runs, ({ scriptsPerCall }) => scriptsPerCall ?? Number.NaN, 2)] : []),
      ],
    })),
  };
}

function percent(part: number, parts: readonly number[]): string {
  return fixed((100 * part) / sum(parts), 0);
}

/** The value if all runs have the same, otherwise the median and the range. */
function cell<Item>(items: readonly Item[], figureOf: (item: Item) => number, digits: number): string {
  const figures = items.map(figureOf);
  const shown = (figure: number): string => fixed(figure, digits);
  const smallest = shown(Math.min(...figures));
  const largest = shown(Math.max(...figures));
  return smallest === largest ? smallest : `${shown(median(figures))} (${smallest} to ${largest})`;
}

function describeFailures({ title, failures }: BurstFigures): string {
  const [[reason, count] = ["", 0]] = Object.entries(failures).toSorted(([, a], [, b]) => b - a);
  return `${title}: ${count} x ${reason}`;
}
