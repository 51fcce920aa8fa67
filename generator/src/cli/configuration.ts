import { type LoadConfigOptions, loadConfig, type ResolvedConfig } from "../config/index.ts";
import type { CommandContext } from "./command.ts";

/**
 * Loads the configuration for the options.
 *
 * @param out The output folder, for commands whose `--out` is a folder.
 * @param onImport Called with the absolute path of each module that the configuration imports, also if loading it fails.
 * @throws {DiagnosticError} if there is none, or it is invalid.
 */
export function readConfiguration(
  context: CommandContext,
  out?: string,
  onImport?: (path: string) => void,
): Promise<ResolvedConfig> {
  return loadConfig({
    ...configurationOptions(context, out),
    ...(onImport !== undefined && { onImport }),
  });
}

/** How the configuration is found, and what overrides it. */
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
