import type { Bump, ChangeLevel } from "../diff/index.ts";
import type { Layout } from "../init/index.ts";
import type { ChangeFormat } from "../report/formats.ts";
import type { KnownConfigs } from "./known-configs.ts";
import type { Reporter } from "./reporter.ts";
import type { Terminal } from "./terminal.ts";

/** The implementation of a command. It reports its result, and returns the exit code. */
export type Action = (context: CommandContext) => Promise<number>;

/** The options of all commands. */
export interface CommandOptions {
  readonly config?: string;
  readonly spec?: readonly string[];
  readonly overlay?: readonly string[];
  readonly allowFolder?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly out?: string;
  readonly name?: string;
  readonly client?: string;
  readonly strict?: boolean;
  readonly format: ChangeFormat;
  readonly failOn?: ChangeLevel;
  readonly bump?: Bump;
  readonly force?: boolean;
  readonly renewNames?: boolean;
  readonly watch?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly layout?: Layout;
  readonly yes?: boolean;
}

/** The context of a command. */
export interface CommandContext {
  /** The command line: the arguments after the program name. */
  readonly words: readonly string[];
  /** The positional arguments. */
  readonly operands: readonly (string | undefined)[];
  readonly options: CommandOptions;
  readonly terminal: Terminal;
  /** The configurations that were read before the command. */
  readonly configs: KnownConfigs;
  readonly reporter: Reporter;
}
