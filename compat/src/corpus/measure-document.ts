import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompileError } from "../packages/compiler.ts";
import type { Progress } from "../progress.ts";
import { runVitest } from "../wire/vitest.ts";
import { compatFolder, inTemporaryFolder } from "../workspace.ts";
import { compilePackages } from "./compile-packages.ts";
import { type CorpusDocument, readablePath } from "./documents.ts";
import { type Generation, generate } from "./generation.ts";
import { type CoverageEntry, summarize, type WireSummary } from "./wire-summary.ts";

/** The results for a document. Steps after a failed one are absent. */
export interface DocumentResult {
  readonly name: string;
  readonly generation?: Generation;
  /** The type errors of the generated packages and their tests. */
  readonly typeErrors?: readonly CompileError[];
  readonly wire?: WireSummary;
  /** Why a step could not run. */
  readonly error?: string;
}

export interface MeasureOptions {
  /** Time after which a step is stopped, in ms. */
  readonly timeout: number;
  readonly onProgress: Progress;
}

/** Generates the packages of a document, compiles them, and runs their wire tests. A failure is part of the result. */
export async function measureDocument(
  document: CorpusDocument,
  { timeout, onProgress }: MeasureOptions,
): Promise<DocumentResult> {
  return inTemporaryFolder(async (folder) => {
    const { name } = document;
    const out = join(folder, "sdk");
    let result: DocumentResult = { name };
    try {
      await prepareFolder(out);
      onProgress(`${name}: generate`);
      const generation = await generate(await readablePath(document, folder), out, timeout);
      result = { ...result, generation };
      if (generation.error !== undefined) return result;
      onProgress(`${name}: compile`);
      result = { ...result, typeErrors: await compilePackages(out, timeout) };
      onProgress(`${name}: wire tests`);
      const run = await runVitest(out, { testTimeout: timeout, timeout });
      return { ...result, wire: summarize(run, await readCoverage(out)) };
    } catch (error) {
      return { ...result, error: error instanceof Error ? error.message : String(error) };
    }
  });
}

/** Generated packages find the runtime, the mock and the tools of the workspace here. */
async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder);
  await symlink(join(compatFolder, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }));
}

/** The entries of the coverage files that the wire tests wrote. */
async function readCoverage(folder: string): Promise<readonly CoverageEntry[]> {
  const packages = await readdir(folder, { withFileTypes: true });
  const files = packages
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name, ".wire", "coverage.json"));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "[]")));
  return texts.flatMap((text) => JSON.parse(text) as readonly CoverageEntry[]);
}
