import { type Change, hashesAfter } from "../output/index.ts";
import { NAMES_FILE } from "../record/index.ts";
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
    const changes = repeated.files.map(([path, before]) => ({ kind: "unchanged", path, before }) as const);
    return reportFinished(repeated, { changes, edited: [], diagnostics: [] }, context);
  }
  const files = recordedFiles(disk);
  const keep: KeepRun = async (run, { changes, edited, diagnostics }) => {
    if (!isSettled(changes) || edited.length + diagnostics.length > 0) return;
    await lastRun.keep(run, files.answers(), hashesAfter(changes));
  };
  const { generate } = await import("./generate.ts");
  return generate(context, { files, config, keep });
}

/**
 * Whether the next run would report the same. Changes of the record of names are reported once, and so may be files that somebody changed
 * and that are no longer generated.
 */
function isSettled(changes: readonly Change[]): boolean {
  if (changes.every(({ kind }) => kind === "create")) return true;
  return changes.every(({ kind, path }) => kind !== "kept" && (kind === "unchanged" || !isRecord(path)));
}

function isRecord(path: string): boolean {
  return path === NAMES_FILE || path.endsWith(`/${NAMES_FILE}`);
}
