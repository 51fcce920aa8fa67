import { Command, CommanderError, Option } from "commander";
import { BUMPS, CHANGE_LEVELS } from "../diff/levels.ts";
import { LAYOUTS } from "../init/answers.ts";
import { CHANGE_FORMATS, type ChangeFormat } from "../report/formats.ts";
import type { Action, CommandOptions } from "./command.ts";
import { KnownConfigs } from "./known-configs.ts";
import { optimizeLate } from "./late-optimization.ts";
import { mockCommandOptions } from "./mock-options.ts";
import { Reporter } from "./reporter.ts";
import { runAction } from "./run-action.ts";
import type { Terminal } from "./terminal.ts";
import { readVersion } from "./version.ts";

/** Loads the implementation of a command. The others are not loaded. */
type Load = () => Promise<Action>;

/** Creates a function that runs an action for a parsed command. */
type Run = (load: Load) => (command: Command) => Promise<void>;

/**
 * Runs the command line.
 *
 * @param argv The arguments after the program name.
 * @param configs The configurations that were read before. Default: none.
 * @returns The exit code: 0 for success, 1 for problems with the input or a failed check, 2 for wrong usage.
 */
export async function runCommandLine(
  argv: readonly string[],
  terminal: Terminal,
  configs: KnownConfigs = new KnownConfigs(),
): Promise<number> {
  let exitCode = 0;
  const run: Run = (load) => async (command) => {
    const options = command.opts<CommandOptions>();
    if (options.watch !== true && command.name() !== "mock") optimizeLate();
    const reporter = new Reporter(terminal, options.format === "markdown" ? "text" : options.format);
    exitCode = await runAction(await load(), {
      words: argv,
      options,
      operands: command.processedArgs,
      terminal,
      configs,
      reporter,
    });
  };
  const program = buildProgram(argv, terminal, run);
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function buildProgram(argv: readonly string[], terminal: Terminal, run: Run): Command {
  const program = new Command("sdkgen")
    .description("Writes typed npm packages from an OpenAPI document.")
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) =>
        write(/ Expected 0 arguments/.test(text) ? `${text}${NO_ARGUMENTS}` : text),
      getOutHasColors: () => terminal.stdout.isTTY === true && !terminal.env.NO_COLOR,
      getErrHasColors: () => terminal.stderr.isTTY === true && !terminal.env.NO_COLOR,
    })
    .showHelpAfterError();
  const add = (
    name: string,
    description: string,
    load: Load,
    formats: readonly ChangeFormat[] = ["text", "json", "github"],
  ): Command => {
    const command = program
      .command(name)
      .description(description)
      .option("--config <file>", "configuration (default: sdk.config.ts here or in ./spec)")
      .option(
        "--spec <files...>",
        "documents, instead of those of the configuration: files, globs, folders, https: URLs, or - for standard input",
      )
      .option(
        ...overlay("overlay that changes the document, after those of the configuration; can be repeated"),
      )
      .option("--strict", "treat every warning about the document as an error")
      .option(
        "--allow-folder <folders...>",
        "folders outside the document's folder or repository that references may point to",
      )
      .option("--allow-host <hosts...>", "hosts that references may point to")
      .addOption(new Option("--format <format>", "output format").choices(formats).default("text"));
    return command.action(() => run(load)(command));
  };
  const out = ["--out <dir>", "output folder, instead of that of the configuration"] as const;
  const named = (command: Command): Command =>
    command
      .option(...out)
      .option("--name <name>", "npm name of the package, such as @acme/shop (default: from the title)")
      .option("--client <class>", "class of the client, such as Shop (default: from the title)");
  named(add("generate", "write the packages", COMMANDS.generate))
    .option("--force", "overwrite edited generated files, and replace damaged inventories")
    .option("--renew-names", "ignore the recorded names, and name everything by the rules again")
    .option(
      "--watch",
      "generate again when the document, an overlay, the configuration or a template changes",
    );
  named(add("check", "compare the packages with what would be generated, without writing", COMMANDS.check));
  add("lint", "check the document", COMMANDS.lint).option(...out);
  add("names", "print the call of each operation", COMMANDS.names, ["text", "json"])
    .option("--json", "print them as JSON, the same as --format json")
    .option(...out);
  add("bundle", "write the document as one JSON file", COMMANDS.bundle).option(
    "--out <file>",
    "file to write (default: standard output)",
  );
  const mock = add("mock", "serve a stateful mock of the API", COMMANDS.mock, ["text", "json"]);
  // Loaded only here, to save time in other commands.
  if (argv.includes("mock")) for (const option of mockCommandOptions()) mock.addOption(option);
  add("diff", "show the changes between two versions of the document", COMMANDS.diff, CHANGE_FORMATS)
    .argument(
      "<old>",
      "file, folder, https: URL, - for standard input, git:REVISION:PATH, or git:REVISION for the configured documents; git: may be left out if no file has that name",
    )
    .argument("[new]", "the same (default: the configured documents in the working tree)")
    .option(...out)
    .addOption(
      new Option("--fail-on <level>", "exit with 1 for changes of this level or a higher one").choices(
        CHANGE_LEVELS,
      ),
    );
  add("release", "write changesets for changes since the last release, or record a release", COMMANDS.release)
    .option("--check", "fail if something would be written, without writing")
    .addOption(new Option("--bump <bump>", "minimum bump of changed packages").choices(BUMPS));
  add("doctor", "report versions, the configuration, and what is missing for a release", COMMANDS.doctor, [
    "text",
    "json",
  ])
    .option("--json", "print the findings as JSON, the same as --format json")
    .option("--check", "exit with 1 if something is missing for a release");
  program
    .command("explain")
    .description("explain a problem: its cause, an example and the fix")
    .argument("[code]", "code of the problem, such as unresolved-reference (default: list all codes)")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .option("--json", "print the explanation as JSON, the same as --format json")
    .action((_code, _options, command: Command) => run(COMMANDS.explain)(command));
  program
    .command("init")
    .description("write a repository with the packages of a document, their tests and their releases")
    .argument("[folder]", "folder of the repository (default: this one)")
    .option(
      "--spec <files...>",
      "the document: files, globs, a folder, https: URLs, or - for standard input (default: openapi.yaml or the like in this folder, or asks)",
    )
    .option(...overlay("overlay or file of overrides that changes the document; can be repeated"))
    .option("--name <name>", "npm name, such as @acme/shop (default: asks)")
    .option("--client <class>", "class of the client, such as Shop (default: from the title)")
    .addOption(
      new Option(
        "--layout <packages>",
        "one package, or several: one for each resource, and one with all of them",
      ).choices(LAYOUTS),
    )
    .option("--yes", "ask nothing: use the defaults")
    .option(
      "--allow-folder <folders...>",
      "folders outside that of the document that references may point to",
    )
    .option("--allow-host <hosts...>", "hosts that references may point to")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .action((_folder, _options, command: Command) => run(COMMANDS.init)(command));
  return program;
}

/** Default help for arguments: most are documents. */
const NO_ARGUMENTS = "Pass the document as an option, such as --spec openapi.yaml\n";

/** The option for overlays. */
function overlay(description: string) {
  const collect = (file: string, before: readonly string[] = []) => [...before, file];
  return ["--overlay <file>", description, collect] as const;
}

const COMMANDS = {
  bundle: async () => (await import("./bundle.ts")).bundle,
  check: async () => (await import("./check.ts")).check,
  diff: async () => (await import("./diff.ts")).diff,
  doctor: async () => (await import("./doctor.ts")).doctor,
  explain: async () => (await import("./explain.ts")).explain,
  generate: async () => (await import("./generate.ts")).generate,
  init: async () => (await import("./init.ts")).init,
  lint: async () => (await import("./lint.ts")).lint,
  mock: async () => (await import("./mock.ts")).mock,
  names: async () => (await import("./names.ts")).names,
  release: async () => (await import("./release.ts")).release,
} satisfies { readonly [name: string]: Load };
