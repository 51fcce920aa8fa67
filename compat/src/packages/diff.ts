import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SdkConfig } from "@copilot-sdk/generator";
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
 * Writes `sdk.config.ts` for the diff in a folder: what names are made from. Chosen by itself, it could be another for the new version of such
 * a small document.
 */
export function writeDiffConfig(folder: string, { naming }: Pick<SdkConfig, "naming">): Promise<void> {
  const config = { documents: ["before.json"], output: ".", ...(naming !== undefined && { naming }) };
  return writeFile(join(folder, "sdk.config.ts"), `export default ${JSON.stringify(config)};\n`);
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
