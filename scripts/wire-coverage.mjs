#!/usr/bin/env node
// Compares what the wire tests verified with what the bundled document gives: every operation, and every status of it.
// Knows the document only by itself, and the tests only by the files they leave. Ends with a line
// `wire coverage: A/A operations, B/B operation x status`; exit code 1 when anything is missing or not in the document.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = reportCoverage();

/** Prints the report, and gives the exit code. */
export function reportCoverage() {
  const documented = documentedPairs(new URL(".wire/openapi.json", root));
  const verified = verifiedPairs(new URL("packages/", root));
  const missing = [...documented].filter((pair) => !verified.has(pair));
  const unknown = [...verified].filter((pair) => !documented.has(pair));
  for (const pair of missing.slice(0, 20)) console.log(`  not verified: ${pair}`);
  if (missing.length > 20) console.log(`  and ${missing.length - 20} more`);
  for (const pair of unknown) console.log(`  not in the document: ${pair}`);

  const operationOf = (pair) => pair.split(" ")[0];
  const operations = new Set([...documented].map(operationOf));
  const incomplete = new Set(missing.map(operationOf));
  const wholeOperations = operations.size - incomplete.size;
  const wholePairs = documented.size - missing.length;
  console.log(
    `wire coverage: ${wholeOperations}/${operations.size} operations, ` +
      `${wholePairs}/${documented.size} operation x status`,
  );
  return missing.length + unknown.length === 0 && documented.size > 0 ? 0 : 1;
}

function documentedPairs(file) {
  const pairs = new Set();
  if (!existsSync(file)) return pairs;
  const { paths } = JSON.parse(readFileSync(file, "utf8"));
  for (const item of Object.values(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!methods.has(method)) continue;
      const statuses = Object.keys(operation.responses).filter((status) => /^[245]\d\d$/.test(status));
      for (const status of statuses) pairs.add(`${operation.operationId} ${status}`);
    }
  }
  return pairs;
}

function verifiedPairs(packages) {
  const files = readdirSync(packages).map((folder) => new URL(`${folder}/.wire/coverage.json`, packages));
  const lists = files.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, "utf8")));
  return new Set(lists.flat().map(({ operation, status }) => `${operation} ${status}`));
}
