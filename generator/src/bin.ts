#!/usr/bin/env node
import module from "node:module";

// Node keeps the compiled code of the modules that are imported from now on. Older versions cannot.
module.enableCompileCache?.();

// A reader that closes the pipe early, such as `head`, is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const { runCommandLine } = await import("./cli/program.ts");
process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
});
