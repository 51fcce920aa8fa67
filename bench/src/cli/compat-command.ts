import type { Command } from "commander";
import { contenders } from "../compat/contenders.ts";
import { type CompatFigures, measureCompat, situations } from "../compat/measure.ts";
import type { BenchCommand } from "./bench-command.ts";
import { wholeNumber } from "./option-values.ts";
import type { Outcome, Table } from "./outcome.ts";
import { showProgress } from "./terminal.ts";

interface CompatOptions {
  readonly seed: number;
}

/** `pnpm bench:compat`: which parts of a consumer's program still compile after additive API changes. */
export const compatCommand: BenchCommand<CompatOptions> = {
  configure(command: Command): Command {
    return command
      .description(
        "Compiles the same consumers of several generators before and after additive changes of the API.",
      )
      .option("--seed <number>", "random seed of the mutations", wholeNumber(0), 1);
  },

  async run({ seed }): Promise<Outcome> {
    const figures = await measureCompat(seed, showProgress);
    return {
      title: `Compatibility: ${situations.length} situations, each additive change at every place`,
      tables: [byKind(figures), bySituation(figures)],
      notes: [
        "Situations that no longer compile, and kinds of change that break a situation. All of them compile before the change.",
        "hey-api and openapi-fetch (with openapi-typescript) take one object per call, so new parameters do not break them.",
        "Their enums are closed, so a switch may omit the default; a new value breaks it.",
        "An attribute added to `required` breaks a fixture: they ignore `x-since`, which our generator reads.",
        "TypeScript 7.0, strict. Each program is in its generator's usual idiom, with default options.",
      ],
      json: { seed, situations, figures },
    };
  },
};

function byKind(figures: readonly CompatFigures[]): Table {
  const kinds = [...new Set(figures.map(({ kind }) => kind))];
  return tableOf(
    "situations broken by",
    kinds,
    (kind, contender) =>
      figures
        .filter((own) => own.kind === kind && own.contender === contender)
        .flatMap(({ broken }) => broken).length,
  );
}

function bySituation(figures: readonly CompatFigures[]): Table {
  return tableOf(
    "kinds that break",
    situations,
    (situation, contender) =>
      figures.filter((own) => own.contender === contender && own.broken.includes(situation)).length,
  );
}

function tableOf(
  title: string,
  names: readonly string[],
  count: (name: string, contender: string) => number,
): Table {
  return {
    columns: [{ title, align: "left" }, ...contenders.map((contender) => ({ title: contender.title }))],
    rows: names.map((name) => ({
      cells: [name, ...contenders.map((contender) => String(count(name, contender.name)))],
    })),
  };
}
