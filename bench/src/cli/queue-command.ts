import type { Command } from "commander";
import { measureQueue } from "../queue/measure.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome } from "./outcome.ts";

interface QueueOptions {
  readonly calls: number;
}

/** `pnpm bench:queue`: the cost of calls that wait for the rate limit. */
export const queueCommand: BenchCommand<QueueOptions> = {
  configure(command: Command): Command {
    return command
      .description("Measures the memory and the time of calls that wait for the rate limit.")
      .option(
        "--calls <n>",
        "number of waiting calls; a tenth of it is measured as well",
        wholeNumber(1000),
        100_000,
      );
  },

  async run({ calls }: QueueOptions): Promise<Outcome> {
    measureQueue(1000);
    const figures = [Math.ceil(calls / 10), calls].map(measureQueue);
    return {
      title: `Queue: ${calls.toLocaleString("en")} calls that wait`,
      tables: [
        {
          columns: ["calls", "bytes each", "us each"].map((title) => ({ title })),
          rows: figures.map((each) => ({
            cells: [
              each.calls.toLocaleString("en"),
              each.bytes.toLocaleString("en"),
              fixed(each.microseconds, 2),
            ],
          })),
        },
      ],
      notes: ["Bytes per call, including its promise and its parameter, and microseconds to start a call."],
      json: { figures },
    };
  },
};
