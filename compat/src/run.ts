import { type Outcome, run } from "../../test/support/run.ts";

/** Runs a Node program without colors and without a timeout. */
export function runNode(parameters: readonly string[], cwd: string): Promise<Outcome> {
  const environment = { NO_COLOR: "1", FORCE_COLOR: undefined };
  return run(process.execPath, parameters, { cwd, environment, timeout: 0 });
}
