import { join } from "node:path";
import { runNode } from "../run.ts";
import { root } from "../workspace.ts";

/** A change reported by `sdkgen diff`. */
export interface ReportedChange {
  readonly code: string;
  readonly level: "breaking" | "additive" | "docs";
  readonly message: string;
}

/** The report of `sdkgen diff`. */
export interface DiffReport {
  /** The highest level of the changes. */
  readonly level: ReportedChange["level"] | "none";
  readonly changes: readonly ReportedChange[];
}

/**
 * Runs `sdkgen diff OLD NEW --format json`.
 *
 * @param cwd A folder with `sdk.config.ts`. Without one, the document is one package.
 * @throws Error if the command fails.
 */
export async function diffDocuments(before: string, after: string, cwd: string): Promise<DiffReport> {
  const program = join(root, "generator", "src", "bin.ts");
  const { exitCode, stdout, stderr } = await runNode(
    [program, "diff", before, after, "--format", "json"],
    cwd,
  );
  if (exitCode !== 0) throw new Error(`sdkgen diff failed: ${stdout}${stderr}`);
  return JSON.parse(stdout) as DiffReport;
}
