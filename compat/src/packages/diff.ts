import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommandLine } from "../../../generator/src/cli/program.ts";
import { inTemporaryFolder } from "../workspace.ts";
import type { Source } from "./install.ts";

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
 * Runs `sdkgen diff OLD NEW --format json` in this process, because starting the program takes longer than a diff.
 *
 * @param configFolder The folder with the `sdk.config.ts` of both versions. Default: a configuration with only the `naming` of the
 *   old version. Without one, the names of a small document could be chosen in another way for the new version.
 * @throws Error if the command fails.
 */
export function diffSources(before: Source, after: Source, configFolder?: string): Promise<DiffReport> {
  return inTemporaryFolder(async (folder) => {
    const [old, current] = [join(folder, "before.json"), join(folder, "after.json")];
    await writeFile(old, JSON.stringify(before.document));
    await writeFile(current, JSON.stringify(after.document));
    const { naming } = before.config;
    const config = { documents: ["before.json"], output: ".", ...(naming !== undefined && { naming }) };
    await writeFile(join(folder, "sdk.config.ts"), `export default ${JSON.stringify(config)};\n`);
    const [stdout, stderr] = [new TextOutput(), new TextOutput()];
    const exitCode = await runCommandLine(["diff", old, current, "--format", "json"], {
      stdout,
      stderr,
      env: process.env,
      cwd: configFolder ?? folder,
    });
    if (exitCode !== 0) throw new Error(`sdkgen diff failed: ${stdout.text}${stderr.text}`);
    return JSON.parse(stdout.text) as DiffReport;
  });
}

class TextOutput {
  text = "";

  write(text: string): void {
    this.text += text;
  }
}
