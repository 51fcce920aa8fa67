import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, isAbsolute } from "node:path";
import type { Outcome, Table } from "./outcome.ts";

const file = new URL("../../RESULTS.md", import.meta.url);

const preface = `# Results

Each section was written by the command in it, with \`--record\`. The columns are explained in the [README](README.md).
`;

/**
 * Writes an outcome to `RESULTS.md`. Replaces the previous outcome of the same command.
 *
 * @param command The command that produced it, such as `pnpm bench:burst --rtt 200`.
 */
export function recordOutcome(command: string, outcome: Outcome): void {
  const text = existsSync(file) ? readFileSync(file, "utf8") : preface;
  writeFileSync(file, withSection(text, command, renderSection(command, outcome)));
}

/** The command that is recorded: without `--record` and `--json`, and with the names of files instead of their absolute paths. */
export function recordedCommand(name: string, parameters: readonly string[]): string {
  const recorded = parameters.filter((each) => each !== "--record" && each !== "--json");
  return [name, ...recorded.map((each) => (isAbsolute(each) ? basename(each) : each))].join(" ");
}

/** Markdown with a section replaced or appended. */
export function withSection(text: string, command: string, section: string): string {
  const [start = "", ...sections] = text.trimEnd().split(/\n(?=## )/);
  const index = sections.findIndex((each) => each.includes(block(command)));
  const replaced = index === -1 ? [...sections, section] : sections.with(index, section);
  return `${[start, ...replaced].map((each) => each.trimEnd()).join("\n\n")}\n`;
}

function renderSection(command: string, { title, tables, notes }: Outcome): string {
  const { platform, arch, version } = process;
  const machine = `Node ${version.slice(1)}, ${availableParallelism()} cores, ${platform} ${arch}.`;
  return [`## ${title}`, block(command), ...tables.map(renderTable), [...notes, machine].join("\n")].join(
    "\n\n",
  );
}

function block(command: string): string {
  return `\`\`\`sh\n${command}\n\`\`\``;
}

function renderTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = columns.map(({ align }) => (align === "left" ? "---" : "---:"));
  const cells = rows.map((row) => row.cells.map((cell) => (row.isOurs ? `**${cell}**` : cell)));
  return [columns.map(({ title }) => title), rule, ...cells].map(line).join("\n");
}
