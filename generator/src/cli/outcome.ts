import { coloursFor } from "../colours.ts";
import { type Diagnostic, type DiagnosticFormat, formatDiagnostics } from "../diagnostics/index.ts";
import { type Terminal, writeStyled } from "./terminal.ts";

/** The result of a command. */
export interface Outcome {
  /** One line: `12 files changed, 230 unchanged`. */
  readonly summary: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Lines before the summary, for `text`. They may be styled. */
  readonly lines?: readonly string[];
  /** Additional members, for `json`. */
  readonly facts?: { readonly [name: string]: unknown };
}

/** Options for printing an outcome. */
export interface OutcomeStyle {
  readonly ok: boolean;
  readonly format: DiagnosticFormat;
  /** The time that it took. */
  readonly milliseconds: number;
  /** The problems that earlier runs in this process reported. Default: the command runs once. */
  readonly known?: KnownProblems | undefined;
}

/** The warnings and notes of the last run. In `text`, only new ones are written; all of them are counted. */
export class KnownProblems {
  #known = new Set<string>();

  /** Returns the errors, and the problems that the last run did not report. */
  takeNew(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const before = this.#known;
    this.#known = new Set(diagnostics.map(textOf));
    return diagnostics.filter((found) => found.severity === "error" || !before.has(textOf(found)));
  }
}

/** Without its line number, which depends on the lines above it. */
function textOf({ code, message, location }: Diagnostic): string {
  return `${code} ${location?.file} ${message}`;
}

/** The result of `sdkgen generate`: `12 files changed, 230 unchanged`. */
export function generatedSummary(changed: number, unchanged: number): string {
  return `${changed} ${changed === 1 ? "file" : "files"} changed, ${unchanged} unchanged`;
}

/** Writes an outcome. One of several runs in a process is reported in one line. */
export function writeOutcome(outcome: Outcome, terminal: Terminal, style: OutcomeStyle): void {
  const { summary, diagnostics, lines = [], facts = {} } = outcome;
  const { ok, format, milliseconds, known } = style;
  const { stdout } = terminal;
  if (format === "json") {
    const sorted: unknown = JSON.parse(formatDiagnostics(diagnostics, "json"));
    const duration = known === undefined ? {} : { milliseconds: Math.round(milliseconds) };
    const result = { ok, summary, ...duration, ...facts, diagnostics: sorted };
    stdout.write(`${JSON.stringify(result, undefined, known === undefined ? 2 : 0)}\n`);
    return;
  }
  if (format === "github") stdout.write(formatDiagnostics(diagnostics, "github"));
  else writeProblems(diagnostics, terminal, known);
  if (format === "text") for (const line of lines) writeStyled(stdout, `${line}\n`);
  const text = [summary, countProblems(diagnostics)].filter((part) => part !== "").join(", ");
  const duration =
    known === undefined ? `${(milliseconds / 1000).toFixed(1)} s` : `${milliseconds.toFixed(0)} ms`;
  stdout.write(`${text} in ${duration}\n`);
}

/** Problems as text, with one line about how to learn more about them. */
function writeProblems(
  diagnostics: readonly Diagnostic[],
  { stderr, env }: Terminal,
  known: KnownProblems | undefined,
): void {
  const colour = stderr.isTTY === true && !env.NO_COLOR;
  const shown = known?.takeNew(diagnostics) ?? diagnostics;
  writeStyled(stderr, formatDiagnostics(shown, "text", colour));
  const [code, ...others] = new Set(diagnostics.map((found) => found.code));
  if (code === undefined || code === "unknown-code" || known !== undefined) return;
  const line = `more about each problem: sdkgen explain ${others.length === 0 ? code : "CODE"}`;
  writeStyled(stderr, `${coloursFor(colour).dim(line)}\n`);
}

/** `2 errors, 1 warning, 3 notes`. Empty if there are none. */
function countProblems(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic["severity"]) => {
    const { length } = diagnostics.filter((entry) => entry.severity === severity);
    return length === 0 ? [] : [`${length} ${severity}${length === 1 ? "" : "s"}`];
  };
  return [...count("error"), ...count("warning"), ...count("note")].join(", ");
}
