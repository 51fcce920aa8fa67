import { createColors } from "picocolors";
import { type Diagnostic, type DiagnosticFormat, formatDiagnostics } from "../diagnostics/index.ts";
import type { Output, Terminal } from "./terminal.ts";

/** The result of a command. */
export interface Outcome {
  /** One line: `12 files changed, 230 unchanged`. */
  readonly summary: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Lines before the summary, for `text`. */
  readonly lines?: readonly string[];
  /** Additional members, for `json`. */
  readonly facts?: { readonly [name: string]: unknown };
}

/** One of several runs of a command in one process. Each is reported in one line. */
export interface RepeatedRun {
  /** When the reason for the run occurred, as `performance.now()`. */
  readonly started: number;
  /** What the runs before it reported. */
  readonly known: KnownProblems;
}

/** The warnings and notes of the last run. In `text`, only new ones are written; all of them are counted. */
export class KnownProblems {
  #known = new Set<string>();

  /** Returns the errors, and what the last run did not report. */
  takeNew(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const before = this.#known;
    this.#known = new Set(diagnostics.map(textOf));
    return diagnostics.filter((found) => found.severity === "error" || !before.has(textOf(found)));
  }
}

/** Without its line, which changes with the lines above it. */
function textOf({ code, message, location }: Diagnostic): string {
  return `${code} ${location?.file} ${message}`;
}

/**
 * Writes the output of a command. In `text`, results go to standard output, and problems and progress to standard error. Other
 * formats go to standard output only.
 */
export class Reporter {
  readonly #terminal: Terminal;
  readonly #format: DiagnosticFormat;
  readonly #repeated: RepeatedRun | undefined;
  readonly #started: number;
  #progress: { text: string; stop(): unknown } | undefined;
  #progressStopped = false;

  constructor(terminal: Terminal, format: DiagnosticFormat, repeated?: RepeatedRun) {
    this.#terminal = terminal;
    this.#format = format;
    this.#repeated = repeated;
    this.#started = repeated?.started ?? performance.now();
  }

  /** Shows progress in one line, if standard error is a terminal. */
  readonly stage = (text: string): void => {
    if (this.#progress !== undefined) this.#progress.text = text;
    else if (this.#format === "text" && showsProgress(this.#terminal.stderr)) void this.#startProgress(text);
  };

  /** Removes the progress line. */
  stopProgress(): void {
    this.#progressStopped = true;
    this.#progress?.stop();
    this.#progress = undefined;
  }

  /** Reports success, possibly with warnings. */
  succeed(outcome: Outcome): void {
    this.#report(true, outcome);
  }

  /** Reports warnings of a command that prints something else than an outcome. */
  warn(diagnostics: readonly Diagnostic[]): void {
    this.stopProgress();
    const { stderr, env } = this.#terminal;
    stderr.write(formatDiagnostics(diagnostics, "text", stderr.isTTY === true && !env.NO_COLOR));
  }

  /** Reports an error or a failed check. */
  fail(diagnostics: readonly Diagnostic[], outcome: Omit<Outcome, "diagnostics"> = { summary: "" }): void {
    this.#report(false, { ...outcome, diagnostics });
  }

  /** Reports a bug of the generator. */
  internalError(error: unknown): void {
    this.stopProgress();
    const message = error instanceof Error ? error.message : String(error);
    const { stderr, env } = this.#terminal;
    stderr.write(
      `internal error: ${message.split("\n")[0]}. Please report it with the document; DEBUG=sdkgen shows where it happened.\n`,
    );
    if (env.DEBUG === "sdkgen" && error instanceof Error) stderr.write(`${error.stack}\n`);
  }

  #report(ok: boolean, { summary, diagnostics, lines = [], facts = {} }: Outcome): void {
    this.stopProgress();
    const { stdout } = this.#terminal;
    if (this.#format === "json") {
      const sorted: unknown = JSON.parse(formatDiagnostics(diagnostics, "json"));
      const isLine = this.#repeated !== undefined;
      const duration = isLine ? { milliseconds: Math.round(performance.now() - this.#started) } : {};
      const result = { ok, summary, ...duration, ...facts, diagnostics: sorted };
      stdout.write(`${JSON.stringify(result, undefined, isLine ? 0 : 2)}\n`);
      return;
    }
    if (this.#format === "github") stdout.write(formatDiagnostics(diagnostics, "github"));
    else this.#writeProblems(diagnostics);
    if (this.#format === "text") for (const line of lines) stdout.write(`${line}\n`);
    const text = [summary, countProblems(diagnostics)].filter((part) => part !== "").join(", ");
    stdout.write(`${text} in ${this.#duration()}\n`);
  }

  /** Problems as text, with one line about how to learn more about them. */
  #writeProblems(diagnostics: readonly Diagnostic[]): void {
    const { stderr, env } = this.#terminal;
    const colour = stderr.isTTY === true && !env.NO_COLOR;
    const shown = this.#repeated?.known.takeNew(diagnostics) ?? diagnostics;
    stderr.write(formatDiagnostics(shown, "text", colour));
    const [code, ...others] = new Set(diagnostics.map((found) => found.code));
    if (code === undefined || code === "unknown-code" || this.#repeated !== undefined) return;
    const line = `more about each problem: sdkgen explain ${others.length === 0 ? code : "CODE"}`;
    stderr.write(`${createColors(colour).dim(line)}\n`);
  }

  #duration(): string {
    const milliseconds = performance.now() - this.#started;
    return this.#repeated === undefined
      ? `${(milliseconds / 1000).toFixed(1)} s`
      : `${milliseconds.toFixed(0)} ms`;
  }

  async #startProgress(text: string): Promise<void> {
    this.#progress = { text, stop: () => undefined };
    const { default: ora } = await import("ora");
    if (this.#progressStopped) return;
    const stream = this.#terminal.stderr as NodeJS.WriteStream;
    const spinner = ora({ text: this.#progress.text, stream, isEnabled: true, discardStdin: false });
    this.#progress = spinner.start();
  }
}

/** A line can only be removed from terminals with a width. Some pseudo-terminals have none. */
function showsProgress({ isTTY, columns }: Output): boolean {
  return isTTY === true && columns !== undefined && columns > 0;
}

/** `2 errors, 1 warning, 3 notes`. Empty if there are none. */
function countProblems(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic["severity"]) => {
    const { length } = diagnostics.filter((entry) => entry.severity === severity);
    return length === 0 ? [] : [`${length} ${severity}${length === 1 ? "" : "s"}`];
  };
  return [...count("error"), ...count("warning"), ...count("note")].join(", ");
}
