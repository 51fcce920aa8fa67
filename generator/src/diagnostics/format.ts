import { createColors } from "picocolors";
import { type Diagnostic, type Location, sortDiagnostics } from "./diagnostic.ts";

/** `text` for people, `json` for programs, `github` for annotations in a pull request. */
export type DiagnosticFormat = "text" | "json" | "github";

/**
 * Formats diagnostics, always in the same order.
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
  const lines =
    format === "github"
      ? sorted.map(githubLine)
      : sorted.map((entry) => textBlock(entry, createColors(colour)));
  return lines.map((line) => `${line}\n`).join("");
}

function textBlock(entry: Diagnostic, colours: ReturnType<typeof createColors>): string {
  const place = entry.location === undefined ? "" : `${colours.bold(printLocation(entry.location))} `;
  const severity = (entry.severity === "error" ? colours.red : colours.yellow)(entry.severity);
  const related = (entry.related ?? []).map(
    ({ message, location }) => `\n  ${colours.dim(printLocation(location))} ${message}`,
  );
  const help = `\n  ${colours.cyan("help:")} ${entry.help}`;
  return `${place}${severity} ${colours.dim(entry.code)}: ${entry.message}${related.join("")}${help}`;
}

function githubLine(entry: Diagnostic): string {
  const related = (entry.related ?? []).map((other) => `\n${printLocation(other.location)} ${other.message}`);
  const text = `${entry.message}${related.join("")}\n${entry.help}`;
  return githubCommand(entry.severity, entry.code, text, entry.location);
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

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
