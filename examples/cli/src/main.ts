import { APIConnectionError, APIError, ConfigurationError } from "copilot-sdk";
import { runCommand } from "./commands.ts";
import { UsageError } from "./usage-error.ts";

// A reader that needs no more, such as `head`, closes the pipe.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

runCommand(process.argv.slice(2)).catch((error: unknown) => {
  const code = exitCodeOf(error);
  if (code === undefined) throw error;
  console.error(`copilot-tasks: ${(error as Error).message}`);
  process.exitCode = code;
});

/** 1: the API refused the call or was not reached. 2: the command is wrong. Undefined: an error of this program. */
function exitCodeOf(error: unknown): number | undefined {
  if (error instanceof UsageError || error instanceof ConfigurationError) return 2;
  if (error instanceof APIError || error instanceof APIConnectionError) return 1;
  return undefined;
}
