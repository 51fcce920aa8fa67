#!/usr/bin/env node
// `pnpm test:runtimes`: tests the packages in all runtimes and with all compilers, and prints a table, or JSON with --json. These are
// the tests of `npm test` that install the packages outside the repository.

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
