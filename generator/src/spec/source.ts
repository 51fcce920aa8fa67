import { type Diagnostic, DiagnosticError, diagnostic, type Location } from "../diagnostics/index.ts";
import type { Pointer } from "./pointer.ts";

/** A file of a document, parsed but not validated. */
export interface SpecSource {
  /** The path for display. */
  readonly file: string;
  /** The absolute path. */
  readonly path: string;
  /** True if the configuration lists the file. Otherwise it was found through a reference. */
  readonly listed: boolean;
  /** The content of the file, with line feeds only. */
  readonly text: string;
  readonly value: unknown;
  /** Repairs by the parser. */
  readonly warnings: readonly Diagnostic[];
  /** The position of a node: of the key for a member, of the value for an array item. For a missing node, that of its nearest ancestor. */
  locate(pointer: Pointer): Location;
}

/** The maximum nesting depth, so that no later stage overflows the stack. */
export const MAXIMUM_DEPTH = 500;

/** The maximum number of values in a JSON file, so that its document fits into memory: with 3 million, a run needs 3 GB. */
export const MAXIMUM_JSON_VALUES = 4_000_000;

/**
 * The maximum number of values in a YAML file: with 1.5 million, 20 to 30 MB of an ordinary document, parsing it takes one to two seconds
 * and 450 MiB. A JSON file may have more, and is read five times as fast.
 */
export const MAXIMUM_YAML_VALUES = 1_500_000;

/** Parsed data, with the offsets of its nodes in characters. */
export interface ParsedText {
  readonly value: unknown;
  readonly warnings: readonly Diagnostic[];
  offsetOf(pointer: Pointer): number;
}

/** Converts an offset into a position in the file. */
export type PlaceOf = (offset: number) => Location;

/** The diagnostic for a key that an object contains twice. The second one counts, as `JSON.parse` decides. */
export function duplicateKey(key: string, first: Location, second: Location): Diagnostic {
  return diagnostic("duplicate-key", { key }, second, [{ message: "first defined here", location: first }]);
}

/** The error for a file that has too many values. */
export function tooManyValues(maximum: number, fix: string, at: Location): DiagnosticError {
  const reason = `it has more than ${maximum.toLocaleString("en-US")} values`;
  return new DiagnosticError([diagnostic("file-too-large", { file: at.file, reason, fix }, at)]);
}

/** Converts an offset into line and column. Lines are indexed on first use. */
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
