#!/usr/bin/env node
import module from "node:module";
import { writeInternalError } from "./cli/internal-error.ts";
import { KnownConfigs } from "./cli/known-configs.ts";
import { repeatLastRun } from "./cli/last-run.ts";
import { standardOutput } from "./cli/standard-output.ts";
import type { Terminal } from "./cli/terminal.ts";

const { env } = process;
const stdout = standardOutput("stdout");
const stderr = standardOutput("stderr");

async function run(words: readonly string[]): Promise<number> {
  const cwd = workingFolder();
  if (cwd === undefined) {
    stderr.write("error: the working directory no longer exists\n");
    return 1;
  }
  const terminal: Terminal = {
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
    env,
    cwd,
  };
  const configs = new KnownConfigs();
  const repeated = await repeatLastRun(words, terminal, configs);
  if (repeated !== undefined) return repeated;
  // Node keeps the compiled code of the modules that are imported from now on. Older versions cannot.
  module.enableCompileCache?.();
  const { runCommandLine } = await import("./cli/program.ts");
  return runCommandLine(words, terminal, configs);
}

/** The working directory. `undefined` if it was deleted. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

let isFinished = false;
// Node ends when nothing can happen any more, even if the command still waits, for example for a promise in a configuration.
process.once("exit", (code) => {
  if (isFinished || code !== 0) return;
  stderr.write(
    "error: the command did not finish; does the configuration or a feature wait for a promise?\n",
  );
  process.exitCode = 1;
});

run(process.argv.slice(2))
  .catch((error: unknown) => {
    writeInternalError(error, { stderr, env });
    return 1;
  })
  .then((exitCode) => {
    isFinished = true;
    // An output that cannot be written has set it.
    process.exitCode ||= exitCode;
  });
