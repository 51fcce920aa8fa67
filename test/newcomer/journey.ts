// What a newcomer does with a document, from an empty folder to the first call: each step as a person would do it.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strictOptions } from "../support/compiler.ts";
import { startServerProcess } from "../support/server-process.ts";
import type { Document } from "./documents.ts";
import type { Manager } from "./manager.ts";

export const STEPS = ["install", "generate", "set up", "compile", "test", "pack", "consume"] as const;
export type StepName = (typeof STEPS)[number];

export interface Journey {
  /** The duration of each step that was completed, in seconds. */
  readonly seconds: { readonly [Step in StepName]?: number };
  /** The number of tests of the package. */
  readonly tests?: number;
  /** What the first program printed. */
  readonly printed?: string;
  /** The step that failed, and why. */
  readonly failure?: { readonly step: StepName; readonly reason: string };
}

/** The strictest options for the sources and tests of the package. */
const STRICTEST = [
  "--noFallthroughCasesInSwitch",
  "--noImplicitOverride",
  "--noImplicitReturns",
  "--noPropertyAccessFromIndexSignature",
  "--noUnusedLocals",
  "--noUnusedParameters",
];

/**
 * Makes a package of a document and uses it.
 *
 * @param folder An empty folder.
 * @param npmrc The settings for the registry.
 */
export async function travel(
  { name, path }: Document & { readonly path: string },
  folder: string,
  npmrc: string,
  manager: Manager,
): Promise<Journey> {
  const start = join(folder, "start");
  const sdk = join(start, "sdk", name);
  const consumer = join(folder, "consumer");
  const seconds: { [Step in StepName]?: number } = {};
  let found: Pick<Journey, "tests" | "printed"> = {};
  const steps: { readonly [Step in StepName]: () => Promise<void> } = {
    async install() {
      await emptyProject(start, npmrc);
      await manager.install(start, "@copilot-sdk/generator");
    },
    async generate() {
      const parameters = ["--spec", path, "--name", `@acme/${name}`];
      if (manager.name === "npm")
        await manager.run(start, "npx", ["@copilot-sdk/generator", "generate", ...parameters]);
      else await manager.manage(start, "exec", "sdkgen", "generate", ...parameters);
    },
    async "set up"() {
      await writeFile(join(sdk, ".npmrc"), npmrc);
      await manager.install(sdk);
    },
    async compile() {
      await manager.manage(sdk, "run", "typecheck");
      await manager.execute(sdk, "tsc", ...STRICTEST);
    },
    async test() {
      found = { ...found, tests: await runTests(sdk, join(folder, "tests.json"), manager) };
    },
    async pack() {
      await manager.manage(sdk, "pack");
    },
    async consume() {
      const tarball = (await readdir(sdk)).find((file) => file.endsWith(".tgz"));
      if (tarball === undefined) throw new Error("nothing was packed");
      await emptyProject(consumer, npmrc);
      await manager.install(consumer, join(sdk, tarball), "typescript", "@types/node");
      const readme = await readFile(join(consumer, "node_modules", "@acme", name, "README.md"), "utf8");
      await writeProgram(consumer, readme);
      await manager.execute(consumer, "tsc");
      found = { ...found, printed: await callMock(consumer, sdk, readme, manager) };
    },
  };
  for (const step of STEPS) {
    const begin = performance.now();
    try {
      await steps[step]();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { seconds, ...found, failure: { step, reason } };
    }
    seconds[step] = (performance.now() - begin) / 1000;
  }
  return { seconds, ...found };
}

/**
 * Runs the tests of the package.
 *
 * @returns The number of tests.
 * @throws Error with the first failures.
 */
async function runTests(folder: string, report: string, manager: Manager): Promise<number> {
  const parameters = ["--reporter=json", `--outputFile=${report}`];
  const separator = manager.name === "npm" ? ["--"] : [];
  const failure = await manager.manage(folder, "run", "test", ...separator, ...parameters).then(
    () => undefined,
    (error: Error) => error,
  );
  const text = await readFile(report, "utf8").catch(() => undefined);
  if (text === undefined) throw failure ?? new Error("the tests reported nothing");
  const { numPassedTests: passed, testResults: files } = JSON.parse(text) as TestReport;
  const failed = files.flatMap(({ message, assertionResults: tests }) => [
    ...(message === "" ? [] : [message]),
    ...tests
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages.join("\n")}`),
  ]);
  if (failed.length > 0) throw new Error(`${failed.length} failed\n${failed.slice(0, 3).join("\n")}`);
  if (failure !== undefined) throw failure;
  if (passed === 0) throw new Error("the package has no tests");
  return passed;
}

/** The parts of the JSON report of Vitest that are used here. */
interface TestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

async function emptyProject(folder: string, npmrc: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, ".npmrc"), npmrc);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
}

/**
 * The first program of the README. It leaves a loop over a list after the first item, since a mock server may return the same page again and
 * again. With strict settings that check the declarations of the package, too. */
async function writeProgram(folder: string, readme: string): Promise<void> {
  const program = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  if (program === undefined) throw new Error("the README has no program");
  await writeFile(
    join(folder, "program.ts"),
    program.replace(/^( +console\.log\(.*\);\n)(?=\})/m, "$1  break;\n"),
  );
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...strictOptions, outDir: "out" }, files: ["program.ts"] }),
  );
}

/** Runs the program against the mock server that came with the package, with a value for each credential that the README names. */
async function callMock(folder: string, sdk: string, readme: string, manager: Manager): Promise<string> {
  const client = await readFile(join(sdk, "src", "client.ts"), "utf8");
  const prefix = /environment: "([^"]+)"/.exec(client)?.[1];
  if (prefix === undefined) throw new Error("the client names no environment variables");
  const mock = await startServerProcess(
    join(sdk, "node_modules", ".bin", "copilot-sdk-mock"),
    ["--json", "--document", join(sdk, "test", "openapi.json")],
    { cwd: sdk, environment: manager.environment },
  );
  try {
    const credentials = [...readme.matchAll(/`([A-Z][A-Z\d_]+)`/g)].map((match) => [
      match[1] ?? "",
      "newcomer",
    ]);
    const environment = { ...Object.fromEntries(credentials), [`${prefix}_BASE_URL`]: mock.url };
    const printed = await manager.run(folder, "node", ["out/program.js"], environment);
    if (printed.trim() === "") throw new Error("the first program printed nothing");
    return printed.trim().split("\n")[0] ?? "";
  } finally {
    await mock.stop();
  }
}
