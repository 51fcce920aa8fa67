import type { Command } from "commander";
import { type AbilityFigures, measureAbilities } from "../size/abilities.ts";
import { measureSize, type SizeFigures, subjects } from "../size/measure.ts";
import { measureParts, type PartFigures } from "../size/parts.ts";
import type { BenchCommand } from "./bench-command.ts";
import type { Outcome } from "./outcome.ts";

/** `pnpm size`: the size of imports, and of the parts of a package. */
export const sizeCommand: BenchCommand<object> = {
  configure(command: Command): Command {
    return command.description(
      "Bundles what a consumer may import, and measures it minified and compressed.",
    );
  },

  async run(): Promise<Outcome> {
    const figures = await Promise.all(subjects.map(measureSize));
    const parts = await measureParts();
    const abilities = await measureAbilities();
    return {
      title: "Size: bundled, minified, gzip -9",
      tables: [
        {
          columns: [
            { title: "", align: "left" },
            ...["minified", "gzipped", "goal", "of goal"].map((title) => ({ title })),
          ],
          rows: figures.map(toRow),
        },
        {
          columns: [
            { title: "parts of one package", align: "left" },
            ...["added", "so far"].map((title) => ({ title })),
          ],
          rows: parts.map(toPartRow),
        },
        {
          columns: [
            { title: "abilities of one operation", align: "left" },
            { title: "minified" },
            { title: "gzipped" },
          ],
          rows: abilities.map(toAbilityRow),
        },
      ],
      notes: ["Bytes. The official SDK is one class, so its size does not depend on what is used."],
      json: { subjects: figures, parts, abilities },
    };
  },
};

function toRow({ subject, title, minified, gzipped, goal }: SizeFigures) {
  const share = goal === undefined ? "-" : `${((100 * gzipped) / goal).toFixed(0)} %`;
  const cells = [
    title,
    ...[minified, gzipped, goal].map((bytes) => bytes?.toLocaleString("en") ?? "-"),
    share,
  ];
  return { isOurs: subject !== "official" && subject !== "smallest", cells };
}

function toPartRow({ part, added, total }: PartFigures) {
  return { isOurs: false, cells: [part, ...[added, total].map((bytes) => bytes.toLocaleString("en"))] };
}

function toAbilityRow({ ability, minified, gzipped }: AbilityFigures) {
  return { isOurs: false, cells: [ability, minified.toLocaleString("en"), gzipped.toLocaleString("en")] };
}
