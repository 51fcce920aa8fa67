import { diskFiles, recordedFiles } from "../spec/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { reportFinished } from "./finished-run.ts";
import { type KeepRun, LastRun } from "./last-run.ts";

/**
 * `sdkgen generate`: generates and writes the packages, unless nothing has changed since the last run. Then most of the program need not be
 * loaded.
 */
export async function generateChanges(context: CommandContext): Promise<number> {
  if (context.options.watch === true) return (await import("./generate.ts")).generate(context);
  const config = await readConfiguration(context, context.options.out);
  const lastRun = new LastRun(config, context);
  const disk = diskFiles(process.cwd());
  const repeated = await lastRun.repeated(disk);
  if (repeated !== undefined) {
    const changes = repeated.paths.map((path) => ({ kind: "unchanged", path }) as const);
    return reportFinished(repeated, { changes, edited: [], diagnostics: [] }, context);
  }
  const files = recordedFiles(disk);
  const keep: KeepRun = async (run, { changes, edited, diagnostics }) => {
    const left = changes.filter(({ kind }) => kind !== "delete");
    const isSettled = left.every(({ kind }) => kind !== "kept") && edited.length + diagnostics.length === 0;
    if (!isSettled) return;
    await lastRun.keep(
      run,
      files.answers(),
      left.map(({ path }) => path),
    );
  };
  const { generate } = await import("./generate.ts");
  return generate(context, { files, config, keep });
}
