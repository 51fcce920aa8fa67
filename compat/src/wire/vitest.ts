import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode } from "../run.ts";

/** A test that ran. */
export interface TestOutcome {
  /** The name of the innermost suite: for wire tests, the operation. */
  readonly suite: string;
  readonly name: string;
  readonly passed: boolean;
  /** The first line of its error. Empty if it passed. */
  readonly message: string;
}

/** The result of the test files below a folder. */
export interface TestRun {
  /** The tests that passed or failed. */
  readonly tests: readonly TestOutcome[];
  /** The number of other tests, such as those whose hook failed. */
  readonly skipped: number;
  /** Errors outside tests: of files that cannot be loaded, and of hooks. */
  readonly errors: readonly string[];
}

export interface TestRunOptions {
  /** Maximum duration of a test and of a hook, in ms. Default: those of vitest. */
  readonly testTimeout?: number;
  /** Time after which the run is stopped, in ms. Default: never. */
  readonly timeout?: number;
}

/**
 * Runs the tests below a folder with the vitest of the workspace.
 *
 * @throws Error with the output of vitest if it has no results, for example because it was stopped.
 */
export async function runVitest(
  folder: string,
  { testTimeout, timeout = 0 }: TestRunOptions = {},
): Promise<TestRun> {
  const report = join(folder, "report.json");
  const main = dirname(fileURLToPath(import.meta.resolve("vitest/package.json")));
  const parameters = [
    ...["run", "--root", folder, "--reporter=json", `--outputFile=${report}`],
    ...(testTimeout === undefined ? [] : [`--testTimeout=${testTimeout}`, `--hookTimeout=${testTimeout}`]),
  ];
  const { exitCode, stdout, stderr } = await runNode(
    [join(main, "vitest.mjs"), ...parameters],
    folder,
    timeout,
  );
  const text = await readFile(report, "utf8").catch(() => {
    throw new Error(`the tests did not run, exit code ${exitCode}: ${stdout}${stderr}`);
  });
  return runOf(JSON.parse(text) as Report);
}

interface Report {
  readonly testResults: readonly {
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function runOf({ testResults }: Report): TestRun {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const tests = all
    .filter(({ status }) => status === "passed" || status === "failed")
    .map(({ ancestorTitles, title, status, failureMessages = [] }) => ({
      suite: ancestorTitles.at(-1) ?? "",
      name: title,
      passed: status === "passed",
      message: status === "passed" ? "" : firstLine(failureMessages[0]),
    }));
  const errors = testResults.map(({ message }) => firstLine(message)).filter((message) => message !== "");
  return { tests, skipped: all.length - tests.length, errors };
}

function firstLine(text = ""): string {
  return text.split("\n")[0] ?? "";
}
