// The result of installing the packages as a consumer.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, inject, test } from "vitest";
import { publishedPackages } from "../support/workspace.ts";

const consumer = inject("consumer");
const files = installedFiles();

/**
 * Maximum size of an installation of every package in bytes: both module formats with source maps and sources, guides, and the tables
 * for tests.
 */
const SIZE_LIMIT = 7_000_000;

test("exactly these packages are installed", () => {
  expect(inject("installed")).toEqual(publishedPackages.map(({ name }) => name).sort());
});

test("all of them together use at most 7 MB", () => {
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`installed: ${(size / 1e6).toFixed(2)} MB in ${files.length} files`);
  expect(size).toBeLessThan(SIZE_LIMIT);
});

test("they contain no tests and no build state of the compiler", () => {
  const paths = files.map((file) => relative(consumer, file));
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter((path) => /[/\\]tests?[/\\]|\.test\.|\.tsbuildinfo$/.test(path))).toEqual([]);
});

test("the source of every source map is included", () => {
  const maps = files.filter((file) => file.endsWith(".map"));
  expect(maps.length).toBeGreaterThan(50);
  const installed = new Set(files);
  expect(maps.flatMap(sourcesOf).filter((source) => !installed.has(source))).toEqual([]);
});

/** Absolute paths of all installed files of these packages. */
function installedFiles(): readonly string[] {
  return publishedPackages.flatMap(({ name }) => {
    const folder = join(consumer, "node_modules", name);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
}

function sourcesOf(map: string): readonly string[] {
  const { sources, sourceRoot = "" } = JSON.parse(readFileSync(map, "utf8")) as SourceMap;
  return sources.map((source) => join(dirname(map), sourceRoot, source));
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourceRoot?: string;
}
