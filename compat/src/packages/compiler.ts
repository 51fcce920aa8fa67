import { join } from "node:path";
import { runNode } from "../run.ts";
import { compatFolder } from "../workspace.ts";

/** The compilers that consumers may have: the oldest that is supported, and the newest. */
export const compilers = { "5.0": "typescript-5.0", "7.0": "typescript" } as const;

/** The version of a compiler. */
export type CompilerVersion = keyof typeof compilers;

/** An error that a compiler found. */
export interface CompileError {
  /** Relative to the project; empty when the error is about the project itself. */
  readonly file: string;
  /** Starts at 1. */
  readonly line: number;
  /** Such as `TS2322`. */
  readonly code: string;
  readonly message: string;
}

/**
 * Compiles the project of a folder, whose `tsconfig.json` says what is compiled and how.
 *
 * @throws Error when the compiler fails without naming an error.
 */
export async function compile(folder: string, version: CompilerVersion): Promise<readonly CompileError[]> {
  const tsc = join(compatFolder, "node_modules", compilers[version], "bin", "tsc");
  const { exitCode, stdout, stderr } = await runNode([tsc, "--pretty", "false"], folder);
  const errors = stdout.split("\n").flatMap((line) => parseError(line) ?? []);
  if (exitCode !== 0 && errors.length === 0) throw new Error(`the compiler failed: ${stdout}${stderr}`);
  return errors;
}

function parseError(line: string): CompileError | undefined {
  const pattern = /^(?:(?<file>.+)\((?<line>\d+),\d+\): )?error (?<code>TS\d+): (?<message>.*)$/;
  const parts = pattern.exec(line)?.groups;
  if (parts === undefined) return undefined;
  const { file = "", line: number = "0", code = "", message = "" } = parts;
  return { file, line: Number(number), code, message };
}
