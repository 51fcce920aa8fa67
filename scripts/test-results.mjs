// Reads counts and failures of tests from the logs of turbo. Cached tests count with their last result, because turbo restores their logs.

import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./bootstrap.mjs";

/**
 * @typedef {object} TestResult
 * @property {string} name Folder of the package.
 * @property {number} passed
 * @property {number} failed At least 1 if the tests did not finish.
 * @property {number} skipped
 * @property {readonly string[]} failures What vitest says of each failed test: its file, its name, the error and where it was thrown.
 */

/** Deletes the logs of earlier runs, so that only the next run is counted. */
export function clearTestResults() {
  for (const { log } of packages()) rmSync(log, { force: true });
}

/** The results of all packages whose tests ran. @returns {readonly TestResult[]} */
export function readTestResults() {
  return packages()
    .filter(({ log }) => existsSync(log))
    .map(({ name, log }) => {
      const text = stripVTControlCharacters(readFileSync(log, "utf8"));
      return { name, ...countTests(text), failures: listFailures(text) };
    });
}

/** Counts the tests in the output of vitest. */
function countTests(plain) {
  const files = /^\s*Test Files\s+(.*)$/m.exec(plain)?.[1];
  const tests = /^\s*Tests\s+(.*)$/m.exec(plain)?.[1] ?? "";
  const count = (line, kind) => Number(new RegExp(`(\\d+) ${kind}`).exec(line)?.[1] ?? 0);
  const unfinished = files === undefined ? 1 : count(files, "failed");
  const failed = count(tests, "failed") || unfinished;
  return { passed: count(tests, "passed"), failed, skipped: count(tests, "skipped") + count(tests, "todo") };
}

/** The parts of the output of vitest that begin with FAIL, each up to the rule below it. */
function listFailures(plain) {
  return [...plain.matchAll(/^ FAIL .*(?:\n(?!⎯| FAIL ).*)*/gm)].map(([failure]) => failure.trim());
}

function packages() {
  const folders = readdirSync(join(root, "packages")).map((name) => `packages/${name}`);
  return ["generator", ...folders, "compat", "examples", "site", "test"].map((folder) => ({
    name: folder.replace("packages/", ""),
    log: join(root, folder, ".turbo", "turbo-test.log"),
  }));
}
