import type { ResolvedConfig } from "./config/index.ts";
import type { BuiltModel } from "./model/index.ts";
import { NO_RECORD } from "./names/record/names-record.ts";
import { INVENTORY, type OutputFile } from "./output/index.ts";
import { type PackageModel, packageFolders, recordedExports } from "./partition/index.ts";
import { NAMES_FILE, type ReadRecord, readRecord, recordText } from "./record/index.ts";
import { diskFiles, type OpenApiDocument, type SpecFiles } from "./spec/index.ts";

/** Options for reading the record of names. */
interface ReadOptions {
  /** The source of the packages. Default: the disk. */
  readonly files?: SpecFiles;
  /** True if to use the lines of a damaged record that can be read. Default: `false`. */
  readonly force?: boolean;
}

/** No names, so that the rules name everything. */
export const NO_NAMES: ReadRecord = { record: NO_RECORD, diagnostics: [] };

/**
 * Reads the names that the packages of a document have.
 *
 * @throws {DiagnosticError} if the record is damaged or cannot be read.
 */
export function readNames(
  config: ResolvedConfig,
  { root: { info } }: OpenApiDocument,
  { files = diskFiles(process.cwd()), force = false }: ReadOptions = {},
): Promise<ReadRecord> {
  return readRecord(
    { root: config.root, folders: packageFolders(config, info.title), files },
    INVENTORY,
    force,
  );
}

/** The generated file with the names of a model and of its packages. */
export function recordFile(
  { record, model }: BuiltModel,
  packages: readonly PackageModel[],
  config: ResolvedConfig,
): OutputFile {
  const [home] = packageFolders(config, model.title);
  const claims = { ...record.claims, exports: recordedExports(packages) };
  return { path: `${home}/${NAMES_FILE}`, text: recordText({ ...record, claims }) };
}
