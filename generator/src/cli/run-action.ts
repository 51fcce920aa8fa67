import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Action, CommandContext } from "./command.ts";

/** Runs a command, and reports its errors. Returns the exit code. */
export async function runAction(action: Action, context: CommandContext): Promise<number> {
  const { reporter } = context;
  try {
    return await action(context);
  } catch (error) {
    if (error instanceof DiagnosticError) {
      reporter.fail(error.diagnostics);
      return 1;
    }
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      reporter.fail([diagnostic("nested-too-deep", {})]);
      return 1;
    }
    reporter.internalError(error);
    return 1;
  } finally {
    reporter.stopProgress();
  }
}
