import { Command, CommanderError } from "commander";
import { tableOf } from "../cli/table.ts";
import { listDocuments } from "../corpus/documents.ts";
import { clearProgress, showProgress } from "../progress.ts";
import { readCallsPage } from "./calls-page.ts";
import { type CallsResult, checkCalls } from "./check-calls.ts";

/** Time after which a step of a document is stopped, in ms. */
const TIMEOUT = 600_000;

/**
 * The command line of `npm run calls`.
 *
 * @returns The exit code: 0 if every program compiles and every test passes, 1 if not, 2 for wrong usage.
 */
export async function main(parameters: readonly string[]): Promise<0 | 1 | 2> {
  const command = new Command("pnpm calls")
    .description(
      "Generates the packages of docs/calls.md from the documents of a folder, and compiles its programs.",
    )
    .argument("<dir>", "folder with the documents, by the names in the page: JSON or YAML, either with .gz")
    .option("--only <name>", "the document of one section")
    .exitOverride()
    .showHelpAfterError();
  try {
    command.parse(parameters, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const [folder = ""] = command.args;
  const { only } = command.opts<{ only?: string }>();
  const documents = await listDocuments(folder).catch(() => []);
  const sections = (await readCallsPage()).filter(({ document }) => document === (only ?? document));
  const known = sections.flatMap((section) => {
    const document = documents.find(({ name }) => name === section.document);
    return document === undefined ? [] : [{ section, document }];
  });
  if (known.length === 0) {
    console.error(`${folder} has no document that docs/calls.md uses`);
    return 2;
  }
  const results: CallsResult[] = [];
  for (const { section, document } of known) {
    results.push(await checkCalls(section, document, TIMEOUT, showProgress));
  }
  clearProgress();
  const missing = sections.filter(
    ({ document }) => !known.some(({ section }) => section.document === document),
  );
  console.log(
    render(
      results,
      missing.map(({ document }) => document),
    ),
  );
  return results.some(hasFailed) ? 1 : 0;
}

function hasFailed({ errors, tests }: CallsResult): boolean {
  return errors.length > 0 || (tests !== undefined && failuresOf(tests).length > 0);
}

function failuresOf({ tests, errors, skipped }: NonNullable<CallsResult["tests"]>): readonly string[] {
  return [
    ...tests.filter(({ passed }) => !passed).map(({ name, message }) => `${name}: ${message}`),
    ...errors,
    ...(skipped > 0 ? [`${skipped} tests did not run`] : []),
  ];
}

function render(results: readonly CallsResult[], missing: readonly string[]): string {
  const rows = results.map(({ document, calls, errors, tests }) => {
    const passed = tests?.tests.filter((test) => test.passed).length;
    return [document, calls, errors.length, tests === undefined ? "-" : `${passed}/${tests.tests.length}`];
  });
  const table = tableOf(["document", "calls", "errors", "tests"], rows);
  const problems = results.flatMap(({ errors, tests }) => [...errors, ...(tests ? failuresOf(tests) : [])]);
  const absent = missing.map((name) => `${name}: not checked, since the folder has no such document`);
  return [table, ...problems, ...absent].join("\n");
}
