import { type Colours, coloursFor } from "../colours.ts";
import type { Location } from "../diagnostics/index.ts";
import type { PackagedChange } from "../diff/diff-packages.ts";
import { CHANGE_LEVELS, type ChangeLevel } from "../diff/levels.ts";
import { printable } from "../printable.ts";

/** The changes grouped by level, with affected packages and positions. */
export function textReport(changes: readonly PackagedChange[], colour: boolean): string {
  const colours = coloursFor(colour);
  const groups = CHANGE_LEVELS.flatMap((level) => {
    const own = changes.filter((change) => change.level === level);
    if (own.length === 0) return [];
    const blocks = own.map((change) => block(change, colours));
    return [`${title(level, colours)}\n\n${blocks.join("\n\n")}\n`];
  });
  return groups.map((group) => `${group}\n`).join("");
}

function title(level: ChangeLevel, colours: Colours): string {
  const paint = { breaking: colours.red, additive: colours.green, docs: colours.dim };
  const words = { breaking: "Breaking", additive: "Additive", docs: "Documentation" };
  return colours.bold(paint[level](words[level]));
}

function block(change: PackagedChange, colours: Colours): string {
  const { code, direction, packages, help, message } = change;
  const facts = [code, direction, packages.join(", ")].filter((fact) => fact !== undefined && fact !== "");
  const lines = [
    ...wrap(printable(message)).map((line) => paintCode(line, colours)),
    ...wrap(printable(facts.join(" · "))).map((line) => `  ${colours.dim(line)}`),
    `  ${colours.dim("old")} ${place(change.old)}`,
    `  ${colours.dim("new")} ${place(change.new)}`,
    ...(help === undefined ? [] : wrap(printable(`help: ${help}`)).map((line) => `  ${colours.cyan(line)}`)),
  ];
  return lines.map((line) => `  ${line}`).join("\n");
}

/** The width of a narrow terminal without the indentation. */
const WIDTH = 76;

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** With colours, names are bold instead of in backticks. */
function paintCode(text: string, colours: Colours): string {
  if (!colours.isColoured) return text;
  return text.replaceAll(/`([^`]*)`/g, (_, name: string) => colours.bold(name));
}

function place({ file, line, column }: Location): string {
  return `${printable(file)}:${line}:${column}`;
}
