import { relative, resolve, sep } from "node:path";
import type { Bump, ChangeFormat, ChangeLevel } from "../diff/index.ts";
import type { Reporter } from "./reporter.ts";

/** What a command needs of the process that it runs in. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: { readonly [name: string]: string | undefined };
  /** The folder that arguments are relative to. */
  readonly cwd: string;
}

/** A stream to write text to. */
export interface Output {
  readonly isTTY?: boolean;
  /** The width of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}

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

/** A path below the output root as people read it: from where they are, with `/`. */
export function displayPath({ cwd }: Terminal, root: string, path: string): string {
  return relative(cwd, resolve(root, path)).split(sep).join("/");
}
