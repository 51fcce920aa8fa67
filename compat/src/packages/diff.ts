import { join } from "node:path";
import { runNode } from "../run.ts";
import { root } from "../workspace.ts";

/** A change that `sdkgen diff` told of. */
export interface ReportedChange {
  readonly code: string;
  readonly level: "breaking" | "additive" | "docs";
  readonly message: string;
}

/** What `sdkgen diff` says of two versions of a document. */
export interface DiffReport {
  /** The worst level of the changes. */
  readonly level: ReportedChange["level"] | "none";
  readonly changes: readonly ReportedChange[];
}

/**
 * Runs `sdkgen diff OLD NEW --format json` as people do.
 *
 * @param cwd a folder with `sdk.config.ts`, or in a workspace that has one; elsewhere the document is one package.
 * @throws Error when the command fails.
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
