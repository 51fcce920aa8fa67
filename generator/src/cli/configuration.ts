import { loadConfig, type ResolvedConfig } from "../config/index.ts";
import type { CommandContext } from "./command.ts";

/**
 * Loads the configuration that the options name.
 *
 * @param out the output folder, for commands whose `--out` is one.
 * @throws {DiagnosticError} when there is none.
 */
export function readConfiguration(
  { options: { config, spec }, terminal: { cwd } }: CommandContext,
  out?: string,
): Promise<ResolvedConfig> {
  return loadConfig({
    cwd,
    ...(config !== undefined && { configFile: config }),
    ...(spec !== undefined && { specFiles: spec }),
    ...(out !== undefined && { out }),
  });
}
