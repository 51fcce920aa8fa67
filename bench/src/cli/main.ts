import { Command, CommanderError } from "commander";
import { BenchError } from "../bench-error.ts";
import type { BenchCommand } from "./bench-command.ts";
import { burstCommand } from "./burst-command.ts";
import { compatCommand } from "./compat-command.ts";
import { consumeCommand } from "./consume-command.ts";
import { generateCommand } from "./generate-command.ts";
import { importCommand } from "./import-command.ts";
import { overheadCommand } from "./overhead-command.ts";
import { queueCommand } from "./queue-command.ts";
import { recordedCommand, recordOutcome } from "./results-file.ts";
import { sizeCommand } from "./size-command.ts";
import { clearProgress, renderTerminal } from "./terminal.ts";
import { uploadCommand } from "./upload-command.ts";
import { watchCommand } from "./watch-command.ts";
import { webhooksCommand } from "./webhooks-command.ts";

/**
 * Runs a benchmark.
 *
 * @param name `burst`, `compat`, `consume`, `generate`, `import`, `overhead`, `queue`, `size`, `upload`, `watch` or `webhooks`.
 * @param parameters The options on the command line.
 * @returns The exit code: 0 for success, 2 for wrong usage.
 * @throws BenchError if the benchmark cannot be run.
 */
export async function main(name: string, parameters: readonly string[]): Promise<0 | 2> {
  try {
    await commandNamed(name, parameters).parseAsync(parameters, { from: "user" });
    return 0;
  } catch (error) {
    clearProgress();
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function commandNamed(name: string, parameters: readonly string[]): Command {
  switch (name) {
    case "burst":
      return toCommand("pnpm bench:burst", burstCommand, parameters);
    case "compat":
      return toCommand("pnpm bench:compat", compatCommand, parameters);
    case "consume":
      return toCommand("pnpm bench:consume", consumeCommand, parameters);
    case "generate":
      return toCommand("pnpm bench:generate", generateCommand, parameters);
    case "import":
      return toCommand("pnpm bench:import", importCommand, parameters);
    case "overhead":
      return toCommand("pnpm bench:overhead", overheadCommand, parameters);
    case "queue":
      return toCommand("pnpm bench:queue", queueCommand, parameters);
    case "size":
      return toCommand("pnpm size", sizeCommand, parameters);
    case "upload":
      return toCommand("pnpm bench:upload", uploadCommand, parameters);
    case "watch":
      return toCommand("pnpm bench:watch", watchCommand, parameters);
    case "webhooks":
      return toCommand("pnpm bench:webhooks", webhooksCommand, parameters);
    default:
      throw new BenchError(
        `there is no benchmark "${name}": burst, compat, consume, generate, import, overhead, queue, size, upload, watch or webhooks`,
      );
  }
}

interface CommonOptions {
  readonly json?: true;
  readonly record?: true;
}

function toCommand<Options extends object>(
  name: string,
  bench: BenchCommand<Options>,
  parameters: readonly string[],
): Command {
  return bench
    .configure(new Command(name).exitOverride().showHelpAfterError())
    .option("--json", "print the figures as JSON")
    .option("--record", "write the figures to bench/RESULTS.md, too")
    .action(async (options: Options & CommonOptions) => {
      const outcome = await bench.run(options);
      clearProgress();
      const command = recordedCommand(name, parameters);
      if (options.record) recordOutcome(command, outcome);
      console.log(
        options.json ? JSON.stringify({ command, ...outcome.json }, undefined, 2) : renderTerminal(outcome),
      );
    });
}
