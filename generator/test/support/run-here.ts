import { KnownConfigs } from "../../src/cli/known-configs.ts";
import { repeatLastRun } from "../../src/cli/last-run.ts";
import { runCommandLine } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
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
  const terminal: Terminal = {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { ...OWN_CACHE, ...env },
    cwd,
  };
  const configs = new KnownConfigs();
  const code =
    (await repeatLastRun(args, terminal, configs)) ?? (await runCommandLine(args, terminal, configs));
  return { code, stdout, stderr, cwd };
}
