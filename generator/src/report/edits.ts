import { createTwoFilesPatch } from "diff";
import { type Colours, coloursFor } from "../colours.ts";
import { printable } from "../printable.ts";

/** An edited generated file. */
export interface Edit {
  /** The path for display. */
  readonly path: string;
  /** The content that would be generated. */
  readonly text: string;
  /** The content on disk. Missing for a symbolic link. */
  readonly onDisk?: string;
}

/** The maximum number of lines that are shown of a file. */
const MOST_LINES = 40;

/** The difference between the generated content of a file and that on disk, as a unified diff. */
export function diffOf({ path, text, onDisk }: Edit): string {
  if (onDisk === undefined) return `--- ${path} (generated)\n+++ ${path} (on disk)\na symbolic link\n`;
  const patch = createTwoFilesPatch(`${path} (generated)`, `${path} (on disk)`, text, onDisk, "", "", {
    context: 2,
    stripTrailingCr: true,
  });
  return patch.replace(/^=+\n/, "");
}

/** The lines of the differences for a terminal. Long ones are cut, with the number of lines that are missing. */
export function editLines(edits: readonly Edit[], colour: boolean): readonly string[] {
  const colours = coloursFor(colour);
  return edits.flatMap((edit) => {
    const lines = printable(diffOf(edit)).trimEnd().split("\n");
    const more = lines.length - MOST_LINES;
    const shown = lines.slice(0, MOST_LINES).map((line) => paint(line, colours));
    const rest = more > 0 ? [colours.dim(`… ${more} more lines; --format json has all`)] : [];
    return [...shown, ...rest, ""];
  });
}

function paint(line: string, colours: Colours): string {
  if (line.startsWith("---") || line.startsWith("+++")) return colours.bold(line);
  if (line.startsWith("-")) return colours.red(line);
  if (line.startsWith("+")) return colours.green(line);
  return line.startsWith("@@") ? colours.cyan(line) : line;
}
