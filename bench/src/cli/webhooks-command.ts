import type { Command } from "commander";
import { measureWebhooks, type WebhooksSettings } from "../webhooks/measure.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

/** `pnpm bench:webhooks`: the overhead of verifying and parsing an event over the bare calls. */
export const webhooksCommand: BenchCommand<WebhooksSettings> = {
  configure(command: Command): Command {
    return command
      .description(
        "Measures the time to verify and parse an event of 2 kB, against Web Crypto and JSON.parse alone.",
      )
      .option("--rounds <n>", "rounds, in each of which both ways have a turn", wholeNumber(1), 300)
      .option("--events <n>", "events of a turn", wholeNumber(1), 200);
  },

  async run({ rounds, events }: WebhooksSettings): Promise<Outcome> {
    const settings = { rounds, events };
    const figures = await measureWebhooks(settings, (round) => showProgress(`round ${round}/${rounds}`));
    return {
      title: `Webhooks: ${rounds} rounds of ${events} events of 2 kB, verified and parsed`,
      tables: [
        {
          columns: [
            { title: "", align: "left" },
            ...["us", "x bare", "quartiles"].map((title) => ({ title })),
          ],
          rows: figures.map(({ name, title, microseconds, ratio, quartiles }) => ({
            isOurs: name === "ours",
            cells: [
              title,
              fixed(microseconds, 1),
              fixed(ratio, 3),
              quartiles.map((each) => fixed(each, 2)).join(" to "),
            ],
          })),
        },
      ],
      notes: ["Microseconds per event, absolute and relative to the bare calls in the same round: medians."],
      json: { settings, ways: figures },
    };
  },
};
