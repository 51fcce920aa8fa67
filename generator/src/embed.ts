import { type LoadConfigOptions, loadConfig } from "./config/index.ts";
import type { Diagnostic } from "./diagnostics/index.ts";
import { buildFiles } from "./generate.ts";
import { applyChanges, reconcile } from "./output/index.ts";

/** Options of `generate`: those of the command line. */
export interface GenerateInput extends Omit<LoadConfigOptions, "cwd"> {
  /** The folder that paths are relative to. Default: the current one. */
  readonly cwd?: string;
  /** Called when a stage starts, to show progress. */
  readonly onStage?: (stage: string) => void;
}

/** What `generate` has done. */
export interface Generated {
  /** The absolute output folder. */
  readonly root: string;
  /** The files that were created, updated or deleted, by their path in `root`. */
  readonly changes: readonly { readonly kind: string; readonly path: string }[];
  /** Warnings about the configuration and the document, sorted by file and position. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Generates packages and writes them, as `sdkgen generate` does. If it fails, the output folder is unchanged.
 *
 * @throws {DiagnosticError} if the configuration or the document has errors, or files cannot be written. Its `diagnostics` say where, and
 *   what to do.
 * @example
 * const { changes } = await generate({ specFiles: ["openapi.yaml"], name: "@acme/shop", out: "sdk" });
 * console.log(`${changes.length} files changed`);
 */
export async function generate({
  cwd = process.cwd(),
  onStage,
  ...options
}: GenerateInput = {}): Promise<Generated> {
  const config = await loadConfig({ ...options, cwd });
  const { files, ownedFolders, diagnostics, root } = await buildFiles({
    config,
    ...(onStage !== undefined && { onStage }),
  });
  const changes = await reconcile(files, root, ownedFolders);
  await applyChanges(changes, root);
  const changed = changes.filter(({ kind }) => kind !== "unchanged");
  return { root, changes: changed.map(({ kind, path }) => ({ kind, path })), diagnostics };
}
