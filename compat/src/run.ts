import { type Outcome, run } from "../../test/support/run.ts";

/**
 * Runs a Node program without colors.
 *
 * @param timeout Time after which it is stopped, in ms. Default: 0, never.
 */
export function runNode(parameters: readonly string[], cwd: string, timeout = 0): Promise<Outcome> {
  const environment = { NO_COLOR: "1", FORCE_COLOR: undefined };
  return run(process.execPath, parameters, { cwd, environment, timeout });
}
