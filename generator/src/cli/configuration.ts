import { type LoadConfigOptions, loadConfig, type ResolvedConfig } from "../config/index.ts";
import type { CommandContext } from "./command.ts";

/**
 * Loads the configuration for the options.
 *
 * @param out The output folder, for commands whose `--out` is a folder.
 * @param how Options for reading it.
 * @throws {DiagnosticError} if it is missing or invalid.
 */
export function readConfiguration(
  context: CommandContext,
  out?: string,
  how: Pick<LoadConfigOptions, "onImport" | "files"> = {},
): Promise<ResolvedConfig> {
  const options = configurationOptions(context, out);
  return context.configs.take(options) ?? loadConfig({ ...options, ...how });
}

/** The location of the configuration, and its overrides. */
export function configurationOptions(
  {
    options: { config, spec, overlay, strict, allowFolder, allowHost, name, client },
    terminal: { cwd },
  }: CommandContext,
  out?: string,
): LoadConfigOptions {
  return {
    cwd,
    ...(config !== undefined && { configFile: config }),
    ...(spec !== undefined && { specFiles: spec }),
    ...(overlay !== undefined && { overlayFiles: overlay }),
    ...(allowFolder !== undefined && { allowedFolders: allowFolder }),
    ...(allowHost !== undefined && { allowedHosts: allowHost }),
    ...(out !== undefined && { out }),
    ...(name !== undefined && { name }),
    ...(client !== undefined && { client }),
    ...(strict !== undefined && { strict }),
  };
}
