import { Command, CommanderError, Option } from "commander";
import { DiagnosticError } from "../diagnostics/index.ts";
import { bundle } from "./bundle.ts";
import { check } from "./check.ts";
import { generate } from "./generate.ts";
import { lint } from "./lint.ts";
import { Reporter } from "./reporter.ts";
import type { CommandContext, CommandOptions, Terminal } from "./terminal.ts";
import { readVersion } from "./version.ts";

/** What a command does; it reports by itself and answers with the exit code. */
type Action = (context: CommandContext) => Promise<number>;

/**
 * Runs the command line.
 *
 * @param argv the arguments after the program's name.
 * @returns the exit code: 0 done, 1 the input or a check is at fault, 2 wrong usage.
 */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const run = (action: Action) => async (options: CommandOptions) => {
    exitCode = await runAction(action, options, terminal);
  };
  const program = buildProgram(terminal, run);
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function buildProgram(
  terminal: Terminal,
  run: (action: Action) => (options: CommandOptions) => Promise<void>,
): Command {
  const program = new Command("sdkgen")
    .description("Writes typed npm packages from an OpenAPI document.")
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHasColors: () => terminal.stdout.isTTY === true && !terminal.env.NO_COLOR,
      getErrHasColors: () => terminal.stderr.isTTY === true && !terminal.env.NO_COLOR,
    })
    .showHelpAfterError();
  const add = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .option("--config <file>", "configuration (default: sdk.config.ts here or in ./spec)")
      .option("--spec <files...>", "documents in place of the configuration's; globs are allowed")
      .addOption(
        new Option("--format <format>", "how to report").choices(["text", "json", "github"]).default("text"),
      );
  add("generate", "write the packages")
    .option("--out <dir>", "output folder in place of the configuration's")
    .action(run(generate));
  add("check", "compare the packages with what would be generated; write nothing")
    .option("--out <dir>", "output folder in place of the configuration's")
    .action(run(check));
  add("lint", "check the document").action(run(lint));
  add("bundle", "write the document as one JSON file")
    .option("--out <file>", "file to write (default: standard output)")
    .action(run(bundle));
  return program;
}

async function runAction(action: Action, options: CommandOptions, terminal: Terminal): Promise<number> {
  const reporter = new Reporter(terminal, options.format);
  try {
    return await action({ options, terminal, reporter });
  } catch (error) {
    if (error instanceof DiagnosticError) {
      reporter.fail(error.diagnostics);
      return 1;
    }
    reporter.internalError(error);
    return 1;
  } finally {
    reporter.stopProgress();
  }
}
