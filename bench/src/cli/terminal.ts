import CliTable from "cli-table3";
import colours from "picocolors";
import type { Outcome, Table } from "./outcome.ts";

/** The report for a terminal of 80 columns. */
export function renderTerminal({ title, tables, notes }: Outcome): string {
  const parts = [
    colours.bold(title),
    ...tables.map(renderTable),
    notes.map((note) => colours.dim(note)).join("\n"),
  ];
  return `\n${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Writes a progress line that the next one replaces. Nothing if standard error is not a terminal. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${colours.dim(text)}`);
}

/** Removes the progress line. */
export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
}

const noLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

function renderTable({ columns, rows }: Table): string {
  const table = new CliTable({
    head: columns.map(({ title }) => colours.dim(title)),
    colAligns: columns.map(({ align }) => align ?? "right"),
    chars: noLines,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
  });
  for (const { cells, isOurs } of rows) table.push(cells.map((cell) => (isOurs ? colours.cyan(cell) : cell)));
  return table.toString();
}
