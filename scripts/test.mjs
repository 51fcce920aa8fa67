#!/usr/bin/env node
// `npm test`: builds, type-checks and tests every package, checks generated code, changesets and formatting, and prints the wire
// coverage. The exit code is 0 only if all of that succeeds.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrap, root, run, runTurbo } from "./bootstrap.mjs";
import { inTemporaryFolder } from "./temporary-folder.mjs";
import { bold, dim, green, red } from "./terminal.mjs";
import { clearTestResults, readTestResults } from "./test-results.mjs";
import { reportCoverage } from "./wire-coverage.mjs";

await bootstrap();
clearTestResults();
const tasks = ["build", "typecheck", "test"];
// More tasks than cores, because many tests wait for servers and clocks.
const options = ["--continue=dependencies-successful", "--concurrency=150%", "--output-logs=errors-only"];
const checks = await inTemporaryFolder(async (folder) => {
  const environment = {
    TMPDIR: folder,
    // Hundreds of Node processes load the same modules. The first one keeps their compiled code, by the hash of their content, for the
    // others.
    NODE_COMPILE_CACHE: join(folder, "compiled"),
    // Node imports the built mock and runtime, as it does for consumers. Otherwise vitest transforms the mock once in each generated
    // package, which takes longer than the tests there. Packages with a configuration of vitest have `test/support/built.ts`.
    VITEST_MODULE_DIRECTORIES: ["mock", "runtime"].map((name) => `packages/${name}/dist`).join(),
  };
  const show = { show: true, environment };
  return [
    await check("build, typecheck, test", () => runTurbo([...tasks, ...options], show)),
    await check("generated code", () => run("sdkgen", ["check"], show)),
    await check("changesets", () => run("sdkgen", ["release", "--check"], show)),
    await check("style", () => run("biome", ["check"], show)),
  ];
});
const results = readTestResults();

console.log();
for (const { name, failures } of results) {
  for (const failure of failures) console.log(`${bold(name)}: ${shorten(failure)}\n`);
}
for (const result of results) console.log(tableRow(result));
const failedChecks = checks.filter((each) => !each.passed);
const failedTests = sum(results, "failed");
const total = {
  name: "tests",
  passed: sum(results, "passed"),
  failed: failedTests,
  skipped: sum(results, "skipped"),
};
console.log(bold(tableRow(total)));
for (const { title, passed, seconds } of checks) {
  console.log(
    `  ${passed ? green("✓") : red("✗")} ${title.padEnd(24)} ${dim(`${seconds.toFixed(0)} s`.padStart(8))}`,
  );
}
console.log();
console.log(readTable("firstday"));
console.log(readTable("runtimes"));
const isCovered = reportCoverage() === 0;
process.exitCode = isCovered && failedChecks.length === 0 && failedTests === 0 ? 0 : 1;

/** The output of `pnpm test:firstday` or `pnpm test:runtimes`. */
function readTable(name) {
  const file = join(root, "test", ".wire", `${name}.txt`);
  return existsSync(file) ? readFileSync(file, "utf8").replace(/^(?=.)/gm, "  ") : "";
}

/** The first lines of a text, since the rest of a long error is in the output above. */
function shorten(text, limit = 25) {
  const lines = text.split("\n");
  return lines.length <= limit ? text : [...lines.slice(0, limit), "..."].join("\n");
}

async function check(title, work) {
  const start = performance.now();
  console.log(bold(title));
  const { exitCode } = await work();
  return { title, passed: exitCode === 0, seconds: (performance.now() - start) / 1000 };
}

function tableRow({ name, passed, failed, skipped }) {
  const isRight = failed === 0 && passed > 0;
  const failures = failed > 0 ? red(`${failed} failed`) : "0 failed";
  const rest = skipped > 0 ? `, ${skipped} skipped` : "";
  return `  ${isRight ? green("✓") : red("✗")} ${name.padEnd(24)} ${String(passed).padStart(5)} passed, ${failures}${rest}`;
}

function sum(results, field) {
  return results.reduce((total, result) => total + result[field], 0);
}
