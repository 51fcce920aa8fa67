import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { run } from "../../../scripts/bootstrap.mjs";
import { BenchError } from "../bench-error.ts";
import { compareNames, type NamedCall } from "./compare.ts";
import { namesReport } from "./report.ts";

interface Options {
  readonly spec?: string;
  readonly names?: string;
  readonly config?: string;
  readonly json?: true;
}

/**
 * `pnpm bench:names`: compares the names of our calls with those that an API's vendor chose.
 *
 * @returns The exit code: 0 for success, 2 for wrong usage.
 * @throws BenchError if a file cannot be read.
 */
export async function main(parameters: readonly string[]): Promise<0 | 2> {
  const command = new Command("pnpm bench:names")
    .description("Compares the names of our calls with those of another SDK, for the same methods and paths.")
    .option("--spec <file>", "OpenAPI document (default: that of this API)")
    .option(
      "--names <file>",
      "the other names, JSON: [{ method, path, name }] (default: those of our packages)",
    )
    .option("--config <file>", "configuration of the generator")
    .option("--json", "print the figures and all differences as JSON")
    .exitOverride()
    .showHelpAfterError()
    .action(compare);
  try {
    await command.parseAsync(parameters, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

async function compare({ spec, names, config, json }: Options): Promise<void> {
  const options = [
    ...(spec === undefined ? [] : ["--spec", spec]),
    ...(config === undefined ? [] : ["--config", config]),
  ];
  const theirs = read(names ?? new URL("../../names.json", import.meta.url));
  const ours = JSON.parse(await sdkgen(["names", ...options, "--json"])) as readonly NamedCall[];
  const [reason = ""] = (await sdkgen(["names", ...options])).split("\n");
  const agreement = compareNames(ours, theirs);
  const figures = { spec, names, strategy: reason, ...agreement };
  process.stdout.write(json ? `${JSON.stringify(figures, undefined, 2)}\n` : namesReport(agreement, reason));
}

async function sdkgen(parameters: readonly string[]): Promise<string> {
  const { exitCode, stdout, output } = await run("sdkgen", parameters, {
    folder: process.env.INIT_CWD ?? process.cwd(),
  });
  if (exitCode !== 0) throw new BenchError(output.trim());
  return stdout;
}

function read(file: string | URL): readonly NamedCall[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as readonly NamedCall[];
  } catch (error) {
    throw new BenchError(
      `${String(file)} cannot be read as names: ${error instanceof Error ? error.message : error}`,
    );
  }
}
