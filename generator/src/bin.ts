#!/usr/bin/env node
import module from "node:module";
import { repeatLastRun } from "./cli/last-run.ts";
import { standardOutput } from "./cli/standard-output.ts";
import type { Terminal } from "./cli/terminal.ts";

const terminal: Terminal = {
  get stdin() {
    return process.stdin;
  },
  stdout: standardOutput("stdout"),
  stderr: standardOutput("stderr"),
  env: process.env,
  cwd: process.cwd(),
};

async function run(words: readonly string[]): Promise<number> {
  const repeated = await repeatLastRun(words, terminal);
  if (repeated !== undefined) return repeated;
  // Node keeps the compiled code of the modules that are imported from now on. Older versions cannot.
  module.enableCompileCache?.();
  const { runCommandLine } = await import("./cli/program.ts");
  return runCommandLine(words, terminal);
}

run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
