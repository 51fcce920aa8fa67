#!/usr/bin/env node
// `pnpm test:firstday`: installs the packages from a registry into an empty folder, and does what their READMEs say, up to the webhook of a
// task that was created. Prints what there is to read, and how long the machine takes.

import { bootstrap, run, runTurbo } from "./bootstrap.mjs";

await bootstrap();
const built = await runTurbo(["build", "--output-logs=errors-only"]);
if (built.exitCode === 0) {
  process.exitCode = (await run("node", ["test/firstday/run.ts"], { show: true })).exitCode;
} else {
  process.stderr.write(built.output);
  process.exitCode = built.exitCode;
}
