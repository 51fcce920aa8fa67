#!/usr/bin/env node
// `pnpm test:newcomer`: installs the generator from a registry into an empty folder, makes packages of several documents, and uses them.
// Prints a table, or JSON with --json.

import { bootstrap, run, runTurbo } from "./bootstrap.mjs";

await bootstrap();
const packages = ["runtime", "mock", "generator"].map((name) => `--filter=@copilot-sdk/${name}`);
const built = await runTurbo(["build", ...packages, "--output-logs=errors-only"]);
if (built.exitCode === 0) {
  const parameters = ["test/newcomer/run.ts", ...process.argv.slice(2)];
  process.exitCode = (await run("node", parameters, { show: true })).exitCode;
} else {
  process.stderr.write(built.output);
  process.exitCode = built.exitCode;
}
