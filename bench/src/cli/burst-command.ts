import { type Command, InvalidArgumentError, Option } from "commander";
import { BenchError } from "../bench-error.ts";
import { type Contender, contenders } from "../burst/contenders.ts";
import type { BurstFigures } from "../burst/figures.ts";
import { runBurst } from "../burst/run-burst.ts";
import { type BurstSettings, idealSeconds } from "../burst/settings.ts";
import { sum } from "../statistics.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome, type Table } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

interface BurstOptions extends BurstSettings {
  readonly only?: readonly Contender[];
}

/** `pnpm bench:burst`: many calls at once against a server with a rate limit. */
export const burstCommand: BenchCommand<BurstOptions> = {
  configure(command: Command): Command {
    const names = contenders.map(({ name }) => name).join(", ");
    return command
      .description("Makes many calls at once against a strict server, by each contender in turn.")
      .option("--calls <n>", "calls of all processes together", wholeNumber(1), 200)
      .option("--rps <n>", "requests that the server accepts in a second", wholeNumber(1), 20)
      .addOption(
        new Option("--window <kind>", "how the server counts")
          .choices(["sliding", "fixed"])
          .default("sliding"),
      )
      .option("--rtt <ms>", "round trip without jitter, half of it each way", wholeNumber(0), 50)
      .option(
        "--jitter <ms>",
        "a round trip takes up to this longer, half of it each way",
        wholeNumber(0),
        30,
      )
      .option("--processes <n>", "processes that make the calls with one key", wholeNumber(1), 1)
      .addOption(new Option("--share <what>", "what they share").choices(["none", "redis"]).default("none"))
      .option("--seed <n>", "another series of delays", wholeNumber(0), 1)
      .option("--only <names>", `some contenders: ${names}, or how their names begin`, chosenContenders);
  },

  async run({ only = contenders, ...options }: BurstOptions): Promise<Outcome> {
    const { calls, rps, window, rtt, jitter, processes, share, seed } = options;
    const settings: BurstSettings = { calls, rps, window, rtt, jitter, processes, share, seed };
    if (calls < processes) throw new BenchError("there must be a call for each process");
    const running = only.filter((contender) => contender.shares.includes(share));
    if (running.length === 0) throw new BenchError(`none of these contenders can share by ${share}`);
    const figures: BurstFigures[] = [];
    for (const [index, contender] of running.entries()) {
      showProgress(`${index + 1}/${running.length} ${contender.title} ...`);
      figures.push(await runBurst(contender, settings));
    }
    const unable = only.filter((contender) => !running.includes(contender));
    return report(settings, figures, unable);
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
  figures: readonly BurstFigures[],
  unable: readonly Contender[],
): Outcome {
  const { calls, rps, window, rtt, jitter, processes, share } = settings;
  const many = processes === 1 ? "" : `, ${processes} processes`;
  const sharing = share === "none" ? "" : `, ${share}`;
  const title = `Burst: ${calls} calls, ${rps}/s ${window}, RTT ${rtt} ms, jitter ${jitter} ms${many}${sharing}`;
  const ideal = idealSeconds(settings);
  return {
    title,
    tables: [figuresTable(figures), ...(processes > 1 || share === "redis" ? [sharingTable(figures)] : [])],
    notes: [
      `No client can be faster than ${fixed(ideal, 2)} s.`,
      ...figures.filter(({ failed }) => failed > 0).map(describeFailures),
      ...(unable.length > 0
        ? [`Cannot share by ${share}: ${unable.map(({ name }) => name).join(", ")}.`]
        : []),
    ],
    json: { settings, ideal, contenders: figures },
  };
}

function figuresTable(figures: readonly BurstFigures[]): Table {
  return {
    columns: [
      { title: "", align: "left" },
      ...["ok", "failed", "refused", "seconds", "x ideal", "worst", "over"].map((title) => ({ title })),
    ],
    rows: figures.map((each) => ({
      isOurs: each.contender === "ours",
      cells: [
        each.title,
        ...[each.ok, each.failed, each.refused].map(String),
        fixed(each.seconds, 2),
        fixed(each.ratio ?? Number.NaN, 3),
        ...[each.worstSecond, each.secondsOver].map(String),
      ],
    })),
  };
}

function sharingTable(figures: readonly BurstFigures[]): Table {
  const isByRedis = figures.some(({ scriptsPerCall }) => scriptsPerCall !== null);
  return {
    columns: [
      { title: "", align: "left" },
      { title: "shares of the processes, %" },
      { title: "Jain's index" },
      ...(isByRedis ? [{ title: "Redis/call" }] : []),
    ],
    rows: figures.map(({ contender, title, shares, fairness, scriptsPerCall }) => ({
      isOurs: contender === "ours",
      cells: [
        title,
        shares.map((share) => fixed((100 * share) / sum(shares), 0)).join(" "),
        fixed(fairness, 3),
        ...(scriptsPerCall === null ? [] : [fixed(scriptsPerCall, 2)]),
      ],
    })),
  };
}

function describeFailures({ title, failures }: BurstFigures): string {
  const [[reason, count] = ["", 0]] = Object.entries(failures).toSorted(([, a], [, b]) => b - a);
  return `${title}: ${count} x ${reason}`;
}
