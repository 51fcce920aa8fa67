import { copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { buildFiles, loadConfig } from "@copilot-sdk/generator";
import { strictOptions } from "../../../test/support/compiler.ts";
import { type CorpusDocument, readablePath } from "../corpus/documents.ts";
import { compile } from "../packages/compiler.ts";
import type { Progress } from "../progress.ts";
import { runVitest, type TestRun } from "../wire/vitest.ts";
import { compatFolder, inTemporaryFolder, root } from "../workspace.ts";
import { type CallsSection, callsPage } from "./calls-page.ts";

/** The result of the program of a section. */
export interface CallsResult {
  readonly document: string;
  /** The number of calls in the program. */
  readonly calls: number;
  /** The errors of the compiler, at their lines in the page, and why a step could not run. */
  readonly errors: readonly string[];
  /** The tests against a server that responds as documented. Absent: there are none for the document. */
  readonly tests?: TestRun;
}

/**
 * Generates the package of a section, compiles its program, and runs the tests of the document in the folder `documented`.
 *
 * @param timeout Time after which a step is stopped, in ms.
 */
export async function checkCalls(
  section: CallsSection,
  document: CorpusDocument,
  timeout: number,
  onProgress: Progress,
): Promise<CallsResult> {
  return inTemporaryFolder(async (folder) => {
    const result = { document: section.document, calls: countCalls(section.program) };
    try {
      onProgress(`${section.document}: generate`);
      await generate(section, await readablePath(document, folder), folder);
      const test = await prepare(section, folder);
      onProgress(`${section.document}: compile`);
      const errors = (await compile(folder, "7.0", timeout)).map(
        ({ file, line, code, message }) => `${placeOf(section, file, line)} ${code} ${message}`,
      );
      if (test === undefined || errors.length > 0) return { ...result, errors };
      onProgress(`${section.document}: tests`);
      return { ...result, errors, tests: await runVitest(folder, { timeout }) };
    } catch (error) {
      return { ...result, errors: [error instanceof Error ? error.message : String(error)] };
    }
  });
}

/** The number of calls in a program: of methods that are awaited or iterated. */
export function countCalls(program: string): number {
  return [...program.matchAll(/(?:\bawait|\bof|=)\s+\w+(?:\s*\.\w+)+\(/g)].length;
}

async function generate(
  { packageName: name, client }: CallsSection,
  spec: string,
  folder: string,
): Promise<void> {
  const source = { specFiles: [basename(spec)], cwd: dirname(spec) };
  const config = await loadConfig({ ...source, out: folder, name, client });
  const { files } = await buildFiles({ config });
  for (const { path, text } of files) {
    await mkdir(dirname(join(config.root, path)), { recursive: true });
    await writeFile(join(config.root, path), text);
  }
}

/** Writes the program, the configuration of the compiler, and the tests. Returns the path of the tests. */
async function prepare(
  { document, packageName, program }: CallsSection,
  folder: string,
): Promise<string | undefined> {
  const source = `./${basename(packageName)}/src/index.ts`;
  await symlink(join(compatFolder, "node_modules"), join(folder, "node_modules"));
  await mkdir(join(folder, "calls"));
  await writeFile(join(folder, PROGRAM), program);
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }));
  const compilerOptions = { ...strictOptions, noEmit: true, paths: { [packageName]: [source] } };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["calls"] }));
  const alias = { [packageName]: join(folder, source) };
  const test = { include: ["calls/*.test.ts"] };
  const configuration = `export default ${JSON.stringify({ resolve: { alias }, test })};\n`;
  await writeFile(join(folder, "vitest.config.js"), configuration);
  const path = join(folder, "calls", `${document}.test.ts`);
  return copyFile(join(compatFolder, "documented", `${document}.test.ts`), path).then(
    () => path,
    () => undefined,
  );
}

const PROGRAM = "calls/program.ts";

/** The place of an error: the line of the page for one in the program. */
function placeOf({ line }: CallsSection, file: string, at: number): string {
  return file === PROGRAM ? `${join(root, callsPage)}:${line + at}` : `${file}:${at}`;
}
