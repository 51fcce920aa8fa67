import type { Diagnostic } from "../diagnostics/index.ts";
import { applyChanges, completeSwap } from "./apply.ts";
import { type Change, type EditedChange, overwriting } from "./change.ts";
import { type Disk, nodeDisk } from "./disk.ts";
import { unchanged } from "./display.ts";
import { type LockRules, withLock } from "./lock.ts";
import type { OutputFile } from "./output-file.ts";
import { type OutputPlace, reconcile } from "./reconcile.ts";
import { SeenFiles } from "./seen-files.ts";

/** Options for writing files. */
export interface WriteOptions extends LockRules {
  /** True if edited files are overwritten and damaged inventories replaced. Default: `false`. */
  readonly force?: boolean;
  /** The files that earlier runs have read. Default: none. */
  readonly seen?: SeenFiles;
  /** The functions that modify the disk. Default: those of the file system. */
  readonly disk?: Disk;
}

/** The result of {@link writeFiles}. */
export interface Written {
  readonly changes: readonly Change[];
  /** Generated files that were edited. Unless they are overwritten, no file was written. */
  readonly edited: readonly EditedChange[];
  /** Warnings about the folder. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes generated files, all or none, while no other run writes. Other files are not touched. Nothing is written if a generated file
 * was edited.
 *
 * @throws {DiagnosticError} if the files cannot be written, or another run does not finish in time.
 */
export function writeFiles(
  files: readonly OutputFile[],
  place: OutputPlace,
  { force = false, seen = new SeenFiles(), disk = nodeDisk, ...rules }: WriteOptions = {},
): Promise<Written> {
  const { root, display = unchanged } = place;
  return withLock(root, rules, async () => {
    const completed = completeSwap(root, disk, display);
    const changes = await reconcile(files, place, { force, seen });
    const edited = changes.filter((change) => change.kind === "edited");
    if (edited.length > 0 && !force) return { changes, edited, diagnostics: completed };
    const applied = overwriting(changes);
    const left = await applyChanges(applied, root, disk, display);
    return { changes: applied, edited, diagnostics: [...completed, ...left] };
  });
}
