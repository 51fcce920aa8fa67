import { fork } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { RedisServer } from "../packages/redis/test/support/redis-server.ts";
import { compile, type Diagnostic, strictOptions } from "./support/compiler.ts";
import { writeProject } from "./support/project.ts";
import { findRequiredProgram } from "./support/required-program.ts";
import { exampleSnippets, examplesIn, markdownSnippets, type Snippet } from "./support/snippets/collect.ts";
import { completed, fileOf, missingNames } from "./support/snippets/complete.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { root, testFolder } from "./support/workspace.ts";

const hasRedis = findRequiredProgram(["redis-server", "valkey-server"]) !== undefined;
const without = { what: "run", reason: "There is no redis-server on the PATH." } as const;
const all = [...markdownSnippets(), ...exampleSnippets()].map((snippet) =>
  hasRedis || !snippet.text.includes('from "ioredis"') ? snippet : { without, ...snippet },
);
const compiled = all.filter(({ without }) => without?.what !== "compile");
const executed = compiled.filter(({ without }) => without === undefined);
const paths = [...new Set(compiled.map(({ path }) => path))];

/** Documentation that the generator writes. */
const GENERATED = /^packages\/[^/]+\/(?:README|guide|AGENTS|llms)/;

/** What became of the snippets. */
let diagnostics: readonly Diagnostic[];
let problems: ReadonlyMap<string, string | undefined>;
let arrivals: number;

beforeAll(async () => {
  const outside = await temporaryFolder();
  const folder = join(outside, "project");
  await mkdir(folder);
  await cp(join(root, ".wire/openapi.json"), join(outside, "openapi.json"));
  await symlink(join(testFolder, "node_modules"), join(folder, "node_modules"));
  await cp(join(testFolder, "support/snippets/context.ts"), join(folder, "context.ts"));
  const first = await compileAll(folder, new Map());
  const missing = new Map(compiled.map((snippet) => [snippet, missingNames(fileOf(snippet), first)]));
  diagnostics = await compileAll(folder, missing);
  for (const file of ["report.pdf", "may.pdf", "large.bin", "big.bin"])
    await writeFile(join(folder, file), "a report");
  await cp(join(root, ".wire/openapi.json"), join(folder, "openapi.yaml"));
  ({ problems, arrivals } = await runAll(folder));
});

/** Compiles the snippets, each with imports for the names that it lacks. */
async function compileAll(
  folder: string,
  missing: ReadonlyMap<Snippet, readonly string[]>,
): Promise<readonly Diagnostic[]> {
  const files = compiled.map((snippet) => [
    fileOf(snippet),
    completed(snippet, missing.get(snippet) ?? [], all),
  ]);
  await writeProject(folder, {
    files: Object.fromEntries(files),
    compilerOptions: {
      ...strictOptions,
      lib: ["ES2025"],
      noEmit: true,
      allowJs: true,
      checkJs: true,
      allowImportingTsExtensions: true,
      moduleDetection: "force",
      // Declarations of other tools may have errors. runtimes/compilers.test.ts checks ours.
      skipLibCheck: true,
    },
  });
  return compile(folder);
}

/** Runs the snippets against the mock server, in a process of their own. */
async function runAll(folder: string) {
  const list = join(folder, "list.json");
  const listed = executed.map((snippet) => ({
    id: snippet.id,
    file: fileOf(snippet),
    // Handwritten snippets name records that the mock does not have, and the mock has no storage for uploads.
    hasMemory: GENERATED.test(snippet.path) && !snippet.text.includes(".upload("),
  }));
  await writeFile(list, JSON.stringify(listed));
  const problems = new Map<string, string | undefined>();
  let arrivals = 0;
  await using redis = hasRedis ? await RedisServer.start() : undefined;
  const child = fork(join(testFolder, "support/snippets/runner.ts"), [folder, list], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: { ...process.env, SNIPPETS_REDIS: redis?.socket },
  });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  child.on("message", (message: { id?: string; problem?: string; arrivals?: number }) => {
    if (message.id !== undefined) problems.set(message.id, message.problem);
    arrivals = message.arrivals ?? arrivals;
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`the process of the snippets ended with ${code}\n${errors}`);
  return { problems, arrivals };
}

describe.each(paths)("%s", (path) => {
  const own = compiled.filter((snippet) => snippet.path === path);

  test("its snippets compile", () => {
    const errors = own.flatMap((snippet) =>
      diagnostics
        .filter(({ file }) => file === fileOf(snippet))
        .map(({ line, code, message }) => `${path}:${snippet.line + line - 2} ${code} ${message}`),
    );
    expect(errors).toEqual([]);
  });

  test.runIf(own.some((snippet) => executed.includes(snippet)))(
    "its snippets run against the mock server",
    () => {
      const failures = own
        .filter((snippet) => executed.includes(snippet))
        .flatMap(({ id }) => {
          const problem = problems.has(id) ? problems.get(id) : "it was not run";
          return problem === undefined ? [] : [`${id} ${problem}`];
        });
      expect(failures).toEqual([]);
    },
  );
});

test("snippets cause all compile errors", () => {
  const files = new Set(compiled.map(fileOf));
  expect(diagnostics.filter(({ file }) => !files.has(file))).toEqual([]);
});

test("each snippet that is not run says why", () => {
  expect(all.filter(({ without }) => without !== undefined && !without.reason).map(({ id }) => id)).toEqual(
    [],
  );
});

test("nearly all snippets are run, and call the mock server", () => {
  const count = (snippets: readonly Snippet[], kind: Snippet["kind"]) =>
    snippets.filter((each) => each.kind === kind).length;
  console.info(
    `snippets: ${executed.length} of ${all.length} run (${count(executed, "markdown")} of ${count(all, "markdown")} in Markdown, ` +
      `${count(executed, "example")} of ${count(all, "example")} in hover texts), with ${arrivals} requests to the mock server`,
  );
  for (const { id, without } of all)
    if (without !== undefined) console.info(`  not run: ${id}: ${without.reason}`);
  expect(executed.length / all.length).toBeGreaterThan(hasRedis ? 0.95 : 0.9);
  expect(arrivals).toBeGreaterThan(executed.length * 0.4);
});

test("examples are found in comments", () => {
  const source =
    "/**\n * A thing.\n *\n * @example\n * const a = 1;\n * a *\\/ 2;\n *\n * @throws never\n */\n";
  expect(examplesIn("a.ts", source)).toMatchObject([
    { id: "a.ts:4", line: 5, text: "const a = 1;\na */ 2;\n" },
  ]);
  const marked = examplesIn("a.ts", "/**\n * @example\n * // Not run: it needs a browser.\n * x();\n */\n");
  expect(marked[0]?.without).toEqual({ what: "compile", reason: "it needs a browser." });
});
