// The generator's commands of a release. They run in this process: loading the generator takes longer than most of its commands.

import { enableCompileCache } from "node:module";
import { root } from "../bootstrap.mjs";

// Node keeps the compiled code of the modules that are imported from now on.
enableCompileCache();

const { runCommandLine } = await import("../../generator/src/cli/program.ts");

/**
 * Runs a command of `sdkgen`. A second call may start only after the first has ended, because a command reads the working directory of the
 * process.
 *
 * @param {readonly string[]} parameters
 * @param {string} [folder] The working directory of the command, as an absolute path. Default: the root of the workspace.
 * @returns {Promise<import("../bootstrap.mjs").Result>}
 */
export async function sdkgen(parameters, folder = root) {
  let output = "";
  let written = "";
  const stdout = {
    write(text) {
      output += text;
      written += text;
    },
  };
  const stderr = {
    write(text) {
      output += text;
    },
  };
  const before = process.cwd();
  process.chdir(folder);
  try {
    const exitCode = await runCommandLine(parameters, { stdout, stderr, env: process.env, cwd: folder });
    return { exitCode, output, stdout: written };
  } finally {
    process.chdir(before);
  }
}
