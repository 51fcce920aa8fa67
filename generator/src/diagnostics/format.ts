import { type Colours, coloursFor } from "../colours.ts";
import { groupBy } from "../groups.ts";
import { printable } from "../printable.ts";
import { type Diagnostic, type Location, sortDiagnostics } from "./diagnostic.ts";

/** `text` for people, `json` for programs, `github` for annotations in a pull request. */
export type DiagnosticFormat = "text" | "json" | "github";

/** The maximum number of warnings of one kind that `text` shows one by one. */
const MOST_WARNINGS = 3;

/** The maximum number of errors that `text` shows. */
const MOST_ERRORS = 100;

/**
 * Formats diagnostics, always in the same order. `text` shows many warnings of one kind as one, with their number and the first
 * places; the other formats contain all of them.
 *
 * @param colour Only used for `text`. Default: `false`.
 * @returns Lines that end with a line feed. Without diagnostics, `text` and `github` are empty.
 */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat,
  colour = false,
): string {
  const sorted = sortDiagnostics(diagnostics);
  if (format === "json") {
    const shown = sorted.map(({ parts: _, ...others }) => others);
    return `${JSON.stringify(shown, undefined, 2)}\n`;
  }
  const lines = format === "github" ? sorted.map(githubLine) : textBlocks(sorted, coloursFor(colour));
  return lines.map((line) => `${line}\n`).join("");
}

function textBlocks(sorted: readonly Diagnostic[], colours: Colours): readonly string[] {
  const errors = sorted.filter(({ severity }) => severity === "error");
  const more = errors.length - MOST_ERRORS;
  const shown = new Set<Diagnostic>(errors.slice(0, MOST_ERRORS));
  const byKind = groupBy(
    sorted.filter(({ severity }) => severity !== "error"),
    kindOf,
  );
  const blocks = sorted.flatMap((entry) => {
    if (entry.severity === "error") return shown.has(entry) ? [textBlock(entry, colours)] : [];
    const alike = byKind.get(kindOf(entry)) ?? [];
    if (alike.length <= MOST_WARNINGS) return [textBlock(entry, colours)];
    return entry === alike[0] ? [groupBlock(entry, alike, colours)] : [];
  });
  return more > 0 ? [...blocks, `and ${more} more errors; ${ALL}`] : blocks;
}

/** Warnings of one kind have one code. The members that are not used have different reasons, so there the message is the kind. */
function kindOf({ code, message }: Diagnostic): string {
  return code === "unused-member" ? message : code;
}

const ALL = "--format json lists all";

/** The first of many warnings of one kind, and where the next ones are. */
function groupBlock(first: Diagnostic, alike: readonly Diagnostic[], colours: Colours): string {
  const next = alike.slice(1, MOST_WARNINGS).flatMap(({ location }) => location ?? []);
  const more = `${alike.length - 1} more like this`;
  const places = next.length === 0 ? more : `${more}, at ${next.map(shownLocation).join(", ")}, …`;
  return `${textBlock(first, colours)}\n  ${colours.dim(`${places}; ${ALL}`)}`;
}

function textBlock(entry: Diagnostic, colours: Colours): string {
  const place = entry.location === undefined ? "" : `${colours.bold(shownLocation(entry.location))} `;
  const severity = COLOURS[entry.severity](colours)(entry.severity);
  const related = (entry.related ?? []).map(
    ({ message, location }) => `\n  ${colours.dim(shownLocation(location))} ${printable(message)}`,
  );
  const help = `\n  ${colours.cyan("help:")} ${printable(entry.help)}`;
  return `${place}${severity} ${colours.dim(entry.code)}: ${printable(entry.message)}${related.join("")}${help}`;
}

const COLOURS = {
  error: ({ red }: Colours) => red,
  warning: ({ yellow }: Colours) => yellow,
  note: ({ blue }: Colours) => blue,
} as const;

function githubLine(entry: Diagnostic): string {
  const related = (entry.related ?? []).map((other) => `\n${printLocation(other.location)} ${other.message}`);
  const text = `${entry.message}${related.join("")}\n${entry.help}`;
  return githubCommand(
    entry.severity === "note" ? "notice" : entry.severity,
    entry.code,
    text,
    entry.location,
  );
}

/** A workflow command that GitHub shows as an annotation, at the location if there is one. */
export function githubCommand(
  severity: "error" | "warning" | "notice",
  title: string,
  text: string,
  location: Location | undefined,
): string {
  const places =
    location === undefined
      ? []
      : [`file=${property(location.file)}`, `line=${location.line}`, `col=${location.column}`];
  const properties = [...places, `title=${property(title)}`].join(",");
  return `::${severity} ${properties}::${data(text)}`;
}

function printLocation({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

function shownLocation(location: Location): string {
  return printable(printLocation(location));
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
