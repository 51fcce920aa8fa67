import { oneLine } from "../printer/comments.ts";
import { markdownText } from "../printer/markdown.ts";

/** A row of the index of a package: a resource or an event. */
export interface IndexRow {
  readonly name: string;
  /** The anchor in `api.md`; empty: none. */
  readonly anchor: string;
  readonly about: string;
  readonly methods: string;
}

/** The rows that fit, and how many are omitted. */
export interface FittingRows {
  readonly rows: IndexRow[];
  readonly left: number;
}

/** The size of all rows of an index, in bytes. */
const SPACE = 5_000;

/**
 * The rows in the most detail that fits into 5 kB: with descriptions and methods, with one of them, or with names alone. If even the names do
 * not fit, the last rows are omitted and counted.
 */
export function fittingRows(rows: readonly IndexRow[]): FittingRows {
  const details = [
    rows,
    rows.map((row) => ({ ...row, about: "" })),
    rows.map((row) => ({ ...row, methods: "" })),
    rows.map((row) => ({ ...row, about: "", methods: "" })),
  ];
  const fitting = details.find((each) => countFitting(each) === rows.length) ?? details.at(-1) ?? [];
  const count = countFitting(fitting);
  return { rows: fitting.slice(0, count), left: rows.length - count };
}

function countFitting(rows: readonly IndexRow[]): number {
  let space = SPACE;
  const overflow = rows.findIndex((row) => {
    space -= sizeOf(row);
    return space < 0;
  });
  return overflow === -1 ? rows.length : overflow;
}

/** `- [name](api.md#anchor): about (methods)` and the end of the line. */
const PUNCTUATION = 24;

function sizeOf(row: IndexRow): number {
  return (
    PUNCTUATION + Object.values(row).reduce((sum, text) => sum + Buffer.byteLength(markdownText(text)), 0)
  );
}

/** A description for an index has at most this many characters. */
const LONGEST = 300;

/** A text on one line, cut if it is long. */
export function shortened(text: string): string {
  const line = oneLine(text);
  return line.length > LONGEST ? `${[...line].slice(0, LONGEST - 1).join("")}…` : line;
}
