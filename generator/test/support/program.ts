import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Files, makeFolder } from "./folder.ts";

const PROGRAM = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));

/** The exit code and output of a command, and the folder it ran in. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly cwd: string;
}

/**
 * Runs `sdkgen` as a separate process in a folder with these files.
 *
 * @param input The standard input. Default: none.
 */
export async function runProgram(
  args: readonly string[],
  files: Files | string,
  env: Readonly<Record<string, string>> = {},
  input = "",
): Promise<ProgramResult> {
  const cwd = typeof files === "string" ? files : await makeFolder(files);
  const { PATH = "", HOME = "" } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [PROGRAM, ...args],
      { cwd, env: { PATH, HOME, ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr, cwd }),
    );
    child.stdin?.end(input);
  });
}
