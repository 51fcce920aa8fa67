import { type Diagnostic, diagnostic, type Location } from "../diagnostics/index.ts";
import type { Pointer } from "./pointer.ts";

/** One file of a document, read but not yet understood. */
export interface SpecSource {
  /** The path as people should read it. */
  readonly file: string;
  /** The absolute path. */
  readonly path: string;
  /** Whether the configuration names the file; otherwise a reference led to it. */
  readonly listed: boolean;
  readonly value: unknown;
  /** Where a node was written: the key of a map's entry, the item of a list, and for a node that is not there, its nearest ancestor. */
  locate(pointer: Pointer): Location;
}

/** How deep lists and maps may be nested; deeper ones are refused, so that no later stage runs out of stack. */
export const MAXIMUM_DEPTH = 500;

/** The data of a text and where its nodes stand, in characters from the start of the text. */
export interface ParsedText {
  readonly value: unknown;
  offsetOf(pointer: Pointer): number;
}

/** The place in a file of a character of its text. */
export type PlaceOf = (offset: number) => Location;

/** The diagnostic of a key that stands twice in one map. */
export function duplicateKey(key: string, first: Location, second: Location): Diagnostic {
  return diagnostic("duplicate-key", { key }, second, [{ message: "the first of the two", location: first }]);
}

/** Turns an offset in a text into line and column; the lines are counted once, when first asked. */
export function positionFinder(text: string): (offset: number) => { line: number; column: number } {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}
