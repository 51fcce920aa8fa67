#!/usr/bin/env node
// Compares the coverage files of the wire tests with all operations and statuses of the bundled document. The last line is
// `wire coverage: A/A operations, B/B operation x status`. The exit code is 1 if anything is missing
// or not in the document, or if the example of a response does not match its schema.
//
//   node scripts/wire-coverage.mjs           for this workspace
//   node scripts/wire-coverage.mjs FOLDER    for another one

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const workspace = fileURLToPath(new URL("..", import.meta.url));
const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = reportCoverage(process.argv[2]);

/** Prints the report of a workspace, and returns the exit code. */
export function reportCoverage(root = workspace) {
  const documented = documentedStatuses(join(root, ".wire", "openapi.json"));
  const entries = verifiedEntries(join(root, "packages"));
  const verified = new Set(entries.map(nameOf));
  const invalid = entries.filter(({ exampleProblem }) => exampleProblem !== undefined);
  const pairs = new Set(
    [...documented].flatMap(([operation, statuses]) => statuses.map((each) => `${operation} ${each}`)),
  );
  const isWhole = ([operation, statuses]) =>
    statuses.length > 0 && statuses.every((status) => verified.has(`${operation} ${status}`));
  const whole = [...documented].filter(isWhole);

  const missing = [...pairs].filter((pair) => !verified.has(pair));
  const unknown = [...verified].filter((pair) => !pairs.has(pair));
  for (const pair of missing.slice(0, 20)) console.log(`  not verified: ${pair}`);
  if (missing.length > 20) console.log(`  and ${missing.length - 20} more`);
  for (const pair of unknown) console.log(`  verified, but not in the document: ${pair}`);
  for (const entry of invalid) console.log(`  example of ${nameOf(entry)}: ${entry.exampleProblem}`);
  const operationCount = `${whole.length}/${documented.size} operations`;
  const pairCount = `${pairs.size - missing.length}/${pairs.size} operation x status`;
  console.log(`wire coverage: ${operationCount}, ${pairCount}`);
  const isRight = whole.length === documented.size && unknown.length === 0 && invalid.length === 0;
  return documented.size > 0 && isRight ? 0 : 1;
}

/** The testable statuses of each operation. */
function documentedStatuses(file) {
  const document = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { paths: {} };
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
  );
  const statusesOf = ({ responses }) => Object.keys(responses).filter((status) => /^[245]\d\d$/.test(status));
  return new Map(operations.map(([name, operation]) => [name, statusesOf(operation)]));
}

function verifiedEntries(packages) {
  const files = readdirSync(packages).map((folder) => join(packages, folder, ".wire", "coverage.json"));
  return files.filter((file) => existsSync(file)).flatMap((file) => JSON.parse(readFileSync(file, "utf8")));
}

function nameOf({ operation, status }) {
  return `${operation} ${status}`;
}
