#!/usr/bin/env node
// `pnpm test:runtimes`: proves where the packages run and what compiles with them, and prints it as a table. It is the part of
// `npm test` whose tests need the packages installed outside the repository; --json prints what became of each cell instead.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrap, root, run, runTurbo } from "./bootstrap.mjs";

const isJson = process.argv.includes("--json");

await bootstrap();
const built = await runTurbo(["build", "bundle", "--output-logs=errors-only"]);
const tests = ["run", "--root", "test", "--project", "runtimes"];
const outcome = built.exitCode === 0 ? await run("vitest", tests, { show: !isJson }) : built;
process.exitCode = outcome.exitCode;
if (isJson && outcome.exitCode === 0) {
  process.stdout.write(readFileSync(join(root, "test", ".wire", "runtimes.json"), "utf8"));
} else {
  process.stderr.write(outcome.output);
}
