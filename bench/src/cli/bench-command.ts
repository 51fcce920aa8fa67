import type { Command } from "commander";
import type { Outcome } from "./outcome.ts";

/** A benchmark that the command line can run. */
export interface BenchCommand<Options extends object> {
  /** Adds the options of the benchmark. */
  configure(command: Command): Command;
  /** Runs the benchmark. */
  run(options: Options): Promise<Outcome>;
}
