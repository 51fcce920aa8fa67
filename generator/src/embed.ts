import { type LoadConfigOptions, loadConfig } from "./config/index.ts";
import { type Diagnostic, DiagnosticError } from "./diagnostics/index.ts";
import { buildFiles } from "./generate.ts";
import { describeEdit, isApplied, writeFiles } from "./output/index.ts";

/** Options of `generate`: those of the command line. */
export interface GenerateInput extends Omit<LoadConfigOptions, "cwd"> {
  /** The folder that paths are relative to. Default: the current one. */
  readonly cwd?: string;
  /** True if edited generated files are overwritten. Default: `false`. */
  readonly force?: boolean;
  /** True if everything is named anew, instead of keeping the recorded names. Default: `false`. */
  readonly renewNames?: boolean;
  /** Called when a stage starts, to show progress. */
  readonly onStage?: (stage: string) => void;
}

/** The result of `generate`. */
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
 * @throws {DiagnosticError} if the configuration or the document has errors, a generated file was edited, or files cannot be written. Its `diagnostics` say where, and
 *   how to fix it.
 * @example
 * const { changes } = await generate({ specFiles: ["openapi.yaml"], name: "@acme/shop", out: "sdk" });
 * console.log(`${changes.length} files changed`);
 */
export async function generate({
  cwd = process.cwd(),
  force = false,
  renewNames = false,
  onStage,
  ...options
}: GenerateInput = {}): Promise<Generated> {
  const config = await loadConfig({ ...options, cwd });
  const result = await buildFiles({ config, renewNames, force, ...(onStage !== undefined && { onStage }) });
  const { root } = result;
  const { changes, edited, diagnostics } = await writeFiles(result.files, result, { force });
  if (edited.length > 0 && !force)
    throw new DiagnosticError(edited.map((edit) => describeEdit(edit, (path) => path)));
  return {
    root,
    changes: changes.filter(isApplied).map(({ kind, path }) => ({ kind, path })),
    diagnostics: [...result.diagnostics, ...diagnostics],
  };
}
