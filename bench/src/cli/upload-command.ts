import type { Command } from "commander";
import { measureUploads, type UploadSettings } from "../upload/measure.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

const TITLES: Readonly<Record<string, string>> = {
  stream: "a web stream",
  "node-stream": "createReadStream",
  blob: "openAsBlob",
  fetch: "fetch",
  "fetch-bounded": "fetch, nothing kept",
  ours: "copilot-sdk",
  read: "only read",
};

/** `pnpm bench:upload`: the time and memory of a large upload. */
export const uploadCommand: BenchCommand<UploadSettings> = {
  configure(command: Command): Command {
    return command
      .description(
        "Measures the speed and the memory of a large upload, against bare fetch of the same body.",
      )
      .option("--megabytes <n>", "size of the content", wholeNumber(1), 2000)
      .option("--rounds <n>", "rounds, in each of which every way has a turn", wholeNumber(1), 3);
  },

  async run({ megabytes, rounds }: UploadSettings): Promise<Outcome> {
    const settings = { megabytes, rounds };
    const figures = await measureUploads(settings, showProgress);
    return {
      title: `Upload: ${megabytes.toLocaleString("en")} MB, ${rounds} rounds`,
      tables: [
        {
          columns: [
            { title: "content", align: "left" },
            { title: "", align: "left" },
            ...["MB/s", "x fetch", "MiB"].map((title) => ({ title })),
          ],
          rows: figures.map(({ content, way, speed, ratio, memory }) => ({
            isOurs: way === "ours",
            cells: [
              TITLES[content] ?? content,
              TITLES[way] ?? way,
              fixed(speed, 0),
              fixed(ratio, 2),
              fixed(memory, 0),
            ],
          })),
        },
      ],
      notes: [
        "Megabytes per second, absolute and relative to fetch in the same round: medians.",
        "MiB: the peak memory of all rounds, relative to the process before the upload.",
      ],
      json: { settings, uploads: figures },
    };
  },
};
