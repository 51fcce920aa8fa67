import { join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { type NamesRecord, NO_RECORD } from "../names/record/names-record.ts";
import type { SpecFiles } from "../spec/index.ts";
import { parseRecord } from "./text.ts";

/** The file with the record of names, in the folder of one of the packages. */
export const NAMES_FILE = ".sdkgen-names";

/** Possible locations of the record: the folders of packages. */
export interface RecordPlace {
  /** The absolute output folder. */
  readonly root: string;
  /** The folders of the packages in it, that of the record first. It may be in another one if packages were moved. */
  readonly folders: readonly string[];
  readonly files: Pick<SpecFiles, "read" | "display">;
}

/** The record of names, empty if there is none. */
export interface ReadRecord {
  readonly record: NamesRecord;
  /** A warning that the record was lost. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the names that the packages have.
 *
 * @param inventory The name of the inventory of a package, which says whether there was a record.
 * @param force Whether to use the lines of a damaged record that can be read.
 * @throws {DiagnosticError} if it is damaged or cannot be read.
 */
export async function readRecord(place: RecordPlace, inventory: string, force: boolean): Promise<ReadRecord> {
  for (const folder of place.folders) {
    const path = join(place.root, folder, NAMES_FILE);
    const text = await readText(place, path);
    if (text !== undefined)
      return { record: recordIn(text, place.files.display(path), force), diagnostics: [] };
  }
  for (const folder of place.folders) {
    const listed = await readInventory(place, folder, inventory);
    if (listed?.split(/\r?\n/).some((line) => line.endsWith(` ${NAMES_FILE}`))) {
      const file = place.files.display(join(place.root, folder, NAMES_FILE));
      return { record: NO_RECORD, diagnostics: [diagnostic("names-lost", { file })] };
    }
  }
  return { record: NO_RECORD, diagnostics: [] };
}

/**
 * Reads the text of a record.
 *
 * @param file The path for messages.
 * @throws {DiagnosticError} if it is damaged, unless forced.
 */
export function recordIn(text: string, file: string, force = false): NamesRecord {
  const { record, wrong } = parseRecord(text);
  const [first] = wrong;
  if (first === undefined || force) return record;
  const reason = first.isConflict ? "a merge conflict" : "an invalid line";
  throw new DiagnosticError([
    diagnostic("broken-names", { file, reason }, { file, line: first.line, column: 1 }),
  ]);
}

async function readText({ files }: RecordPlace, path: string): Promise<string | undefined> {
  const unreadable = (reason: string) =>
    diagnostic("unreadable-names", { file: files.display(path), reason });
  return textOf(files.read(path), unreadable);
}

/** An inventory that cannot be read is a problem of the package's folder, as it is for the command that writes it. */
async function readInventory(
  { files, root }: RecordPlace,
  folder: string,
  inventory: string,
): Promise<string | undefined> {
  const unreadable = (reason: string) =>
    diagnostic("unreadable-folder", { folder: files.display(join(root, folder)), reason });
  return textOf(files.read(join(root, folder, inventory)), unreadable);
}

async function textOf(
  reading: Promise<Uint8Array | "missing">,
  unreadable: (reason: string) => Diagnostic,
): Promise<string | undefined> {
  try {
    const bytes = await reading;
    return bytes === "missing" ? undefined : new TextDecoder().decode(bytes);
  } catch (error) {
    throw new DiagnosticError([unreadable(error instanceof Error ? error.message : String(error))]);
  }
}
