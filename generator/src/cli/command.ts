import type { Bump, ChangeLevel } from "../diff/index.ts";
import type { ChangeFormat } from "../report/format-changes.ts";
import type { Reporter } from "./reporter.ts";
import type { Terminal } from "./terminal.ts";

/** What a command does; it reports by itself and answers with the exit code. */
export type Action = (context: CommandContext) => Promise<number>;

/** The options of all commands, as the command line gives them. */
export interface CommandOptions {
  readonly config?: string;
  readonly spec?: readonly string[];
  readonly out?: string;
  readonly format: ChangeFormat;
  readonly failOn?: ChangeLevel;
  readonly bump?: Bump;
  readonly check?: boolean;
}

/** What a command works with. */
export interface CommandContext {
  /** What stands on the command line beside the options. */
  readonly operands: readonly (string | undefined)[];
  readonly options: CommandOptions;
  readonly terminal: Terminal;
  readonly reporter: Reporter;
}
