import { type Diagnostic, type DiagnosticFormat, formatDiagnostics } from "../diagnostics/index.ts";
import { writeInternalError } from "./internal-error.ts";
import { type KnownProblems, type Outcome, writeOutcome } from "./outcome.ts";
import { type Output, type Terminal, writeStyled } from "./terminal.ts";

/** One of several runs of a command in one process. Each is reported in one line. */
export interface RepeatedRun {
  /** The time of the trigger, as `performance.now()`. */
  readonly started: number;
  /** The output of the previous runs. */
  readonly known: KnownProblems;
}

/**
 * Writes the output of a command. In `text`, results go to standard output, and problems and progress to standard error. Other
 * formats go to standard output only.
 */
export class Reporter {
  readonly format: DiagnosticFormat;
  readonly #terminal: Terminal;
  readonly #repeated: RepeatedRun | undefined;
  readonly #started: number;
  #progress: { text: string; stop(): unknown } | undefined;
  #progressStopped = false;

  constructor(terminal: Terminal, format: DiagnosticFormat, repeated?: RepeatedRun) {
    this.#terminal = terminal;
    this.format = format;
    this.#repeated = repeated;
    this.#started = repeated?.started ?? performance.now();
  }

  /** Shows progress in one line, if standard error is a terminal. */
  readonly stage = (text: string): void => {
    if (this.#progress !== undefined) this.#progress.text = text;
    else if (this.format === "text" && showsProgress(this.#terminal.stderr)) void this.#startProgress(text);
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

  /** Reports warnings of a command that does not print an outcome. */
  warn(diagnostics: readonly Diagnostic[]): void {
    this.stopProgress();
    const { stderr, env } = this.#terminal;
    writeStyled(stderr, formatDiagnostics(diagnostics, "text", stderr.isTTY === true && !env.NO_COLOR));
  }

  /** Reports an error or a failed check. */
  fail(diagnostics: readonly Diagnostic[], outcome: Omit<Outcome, "diagnostics"> = { summary: "" }): void {
    this.#report(false, { ...outcome, diagnostics });
  }

  /** Reports a bug of the generator. */
  internalError(error: unknown): void {
    this.stopProgress();
    writeInternalError(error, this.#terminal);
  }

  #report(ok: boolean, outcome: Outcome): void {
    this.stopProgress();
    const milliseconds = performance.now() - this.#started;
    const style = { ok, format: this.format, milliseconds, known: this.#repeated?.known };
    writeOutcome(outcome, this.#terminal, style);
  }

  async #startProgress(text: string): Promise<void> {
    this.#progress = { text, stop: () => undefined };
    const { default: ora } = await import("ora");
    if (this.#progressStopped) return;
    const { stderr } = this.#terminal;
    const stream = stderr.stream ?? (stderr as NodeJS.WriteStream);
    const spinner = ora({ text: this.#progress.text, stream, isEnabled: true, discardStdin: false });
    this.#progress = spinner.start();
  }
}

/** A line can only be removed from terminals with a width. Some pseudo-terminals have none. */
function showsProgress({ isTTY, columns }: Output): boolean {
  return isTTY === true && columns !== undefined && columns > 0;
}
