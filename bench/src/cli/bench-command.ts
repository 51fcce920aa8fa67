import type { Command } from "commander";
import type { Outcome } from "./outcome.ts";

/** A benchmark that the command line can run. */
export interface BenchCommand<Options extends object> {
  /** Adds the options that it has for itself. */
  configure(command: Command): Command;
  /** Measures. */
  run(options: Options): Promise<Outcome>;
}
