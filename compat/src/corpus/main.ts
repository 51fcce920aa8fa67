import { Command, CommanderError, InvalidArgumentError } from "commander";
import { clearProgress, showProgress } from "../progress.ts";
import { type CorpusDocument, listDocuments } from "./documents.ts";
import { type DocumentResult, measureDocument } from "./measure-document.ts";
import { hasFailed, renderCorpus } from "./report.ts";

interface Options {
  readonly only?: readonly string[];
  readonly timeout: number;
  readonly json?: true;
}

/**
 * The command line of `pnpm corpus`.
 *
 * @returns The exit code: 0 if every document succeeded, 1 if not, 2 for wrong usage.
 */
export async function main(parameters: readonly string[]): Promise<0 | 1 | 2> {
  const command = new Command("pnpm corpus")
    .description(
      "Generates packages from each OpenAPI document of a folder, compiles them, and runs their wire tests.",
    )
    .argument(
      "<dir>",
      "folder with documents: JSON, YAML, either with .gz, or folders with an entry document",
    )
    .option(
      "--only <name>",
      "a document to measure, by its name without extensions; can be repeated",
      collect,
    )
    .option("--timeout <seconds>", "maximum duration of each step of a document", seconds, 600)
    .option("--json", "print the results as JSON")
    .exitOverride()
    .showHelpAfterError();
  try {
    command.parse(parameters, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const [folder = ""] = command.args;
  const options = command.opts<Options>();
  const documents = await chosenDocuments(folder, options.only).catch((error: Error) => {
    console.error(error.message);
    return undefined;
  });
  if (documents === undefined) return 2;
  const results = await measureAll(documents, options.timeout);
  console.log(options.json ? JSON.stringify({ documents: results }, undefined, 2) : renderCorpus(results));
  return results.some(hasFailed) ? 1 : 0;
}

async function chosenDocuments(
  folder: string,
  only: readonly string[] | undefined,
): Promise<readonly CorpusDocument[]> {
  const documents = await listDocuments(folder);
  const unknown = only?.find((name) => !documents.some((each) => each.name === name));
  if (unknown !== undefined) throw new Error(`${folder} has no document "${unknown}"`);
  if (documents.length === 0)
    throw new Error(`${folder} has no document: no .json, .yaml or .yml file and no folder`);
  return documents.filter(({ name }) => only?.includes(name) ?? true);
}

/** One document at a time, so that times can be compared. */
async function measureAll(
  documents: readonly CorpusDocument[],
  timeout: number,
): Promise<readonly DocumentResult[]> {
  const results: DocumentResult[] = [];
  for (const [index, document] of documents.entries()) {
    const onProgress = (text: string) => showProgress(`${index + 1}/${documents.length} ${text}`);
    results.push(await measureDocument(document, { timeout: timeout * 1000, onProgress }));
  }
  clearProgress();
  return results;
}

function seconds(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value > 0 && value <= 86_400) return value;
  throw new InvalidArgumentError("It must be a whole number of seconds from 1 to 86400.");
}

/** Collects the values of an option that can be repeated. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
