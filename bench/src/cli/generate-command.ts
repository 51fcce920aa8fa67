import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { contenders, OURS } from "../generate/contenders.ts";
import { type GenerateFigures, measureDocument } from "../generate/measure.ts";
import type { Run } from "../generate/run.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import { fixed, type Outcome, type Row, type Table } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

interface GenerateOptions {
  readonly spec?: readonly string[];
  readonly runs: number;
}

const PETSTORE = new URL(
  "../../../generator/node_modules/@readme/oas-examples/3.0/json/petstore.json",
  import.meta.url,
);

const others = contenders.filter(({ name }) => name !== OURS);

/** `pnpm bench:generate`: time and memory of whole processes that generate code from a document. */
export const generateCommand: BenchCommand<GenerateOptions> = {
  configure(command: Command): Command {
    return command
      .description("Generates code from the same documents with several generators.")
      .option("--spec <files...>", "documents as JSON (default: a petstore)")
      .option(
        "--runs <number>",
        "runs of each contender, of which the median is reported",
        wholeNumber(1),
        5,
      );
  },

  async run({ spec = [fileURLToPath(PETSTORE)], runs }): Promise<Outcome> {
    const figures: GenerateFigures[] = [];
    for (const file of spec) figures.push(await measureDocument(file, runs, showProgress));
    return {
      title: `Generate: medians of ${runs} runs, whole processes`,
      tables: [timeTable(figures), ownTable(figures), memoryTable(figures)],
      notes: [
        "Ratios are our time divided by theirs: below 1, ours is faster. A dash: it failed for the document.",
        "Ours writes the whole client, its tests and its documentation; openapi-typescript writes types alone.",
        "again: a second run without a change. doubled: everything in the document twice. as YAML: the same document.",
      ],
      json: { runs, figures },
    };
  },
};

function timeTable(figures: readonly GenerateFigures[]): Table {
  return {
    columns: [
      { title: "time", align: "left" },
      { title: "MB" },
      { title: "sdkgen, s" },
      ...others.map(({ title }) => ({ title: `/ ${title}` })),
    ],
    rows: figures.map((own) => {
      const ours = secondsOf(own.contenders[OURS]);
      const ratios = others.map(({ name }) => fixed(ours / secondsOf(own.contenders[name]), 2));
      return row(own.document, fixed(own.megabytes, 1), fixed(ours, 2), ...ratios);
    }),
  };
}

function ownTable(figures: readonly GenerateFigures[]): Table {
  return {
    columns: [
      { title: "sdkgen, x its first run", align: "left" },
      ...["again", "doubled", "as YAML"].map((title) => ({ title })),
    ],
    rows: figures.map((own) => {
      const ratios = [own.again, own.doubled, own.yaml].map((run) =>
        fixed(run.seconds / secondsOf(own.contenders[OURS]), 2),
      );
      return row(own.document, ...ratios);
    }),
  };
}

function memoryTable(figures: readonly GenerateFigures[]): Table {
  return {
    columns: [{ title: "peak memory, MiB", align: "left" }, ...contenders.map(({ title }) => ({ title }))],
    rows: figures.map((own) =>
      row(
        own.document,
        ...contenders.map(({ name }) => fixed(own.contenders[name]?.peakMebibytes ?? Number.NaN, 0)),
      ),
    ),
  };
}

function row(...cells: readonly string[]): Row {
  return { cells };
}

function secondsOf(run: Run | undefined): number {
  return run?.seconds ?? Number.NaN;
}
