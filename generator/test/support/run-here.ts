import { runCommandLine } from "../../src/cli/program.ts";
import { OWN_CACHE } from "./cache.ts";
import { type Files, makeFolder } from "./folder.ts";
import type { ProgramResult } from "./program.ts";

/** Runs `sdkgen` in this process, which is faster than `runProgram`, in a folder with these files. */
export async function runHere(
  args: readonly string[],
  files: Files | string,
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  const cwd = typeof files === "string" ? files : await makeFolder(files);
  let [stdout, stderr] = ["", ""];
  const code = await runCommandLine(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { ...OWN_CACHE, ...env },
    cwd,
  });
  return { code, stdout, stderr, cwd };
}
