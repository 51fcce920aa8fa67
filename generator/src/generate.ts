import { type LocatedApiConfig, type ResolvedConfig, readOwnFiles, withApiConfig } from "./config/index.ts";
import { type Diagnostic, DiagnosticError, sortDiagnostics } from "./diagnostics/index.ts";
import { canonicalize, upgradeSources } from "./dialect/index.ts";
import {
  type AddedPackage,
  BUILT_IN,
  type ExtendedPackages,
  extendPackages,
  type Feature,
  loadFeatures,
} from "./features/index.ts";
import { type BuiltModel, buildModel } from "./model/index.ts";
import { INVENTORY, presentVersions } from "./output/index.ts";
import type { OutputFile } from "./output/output-file.ts";
import { applyOverlays, readOverlays } from "./overlay/index.ts";
import type { PrintedPackages } from "./packages.ts";
import { type PackageModel, partition } from "./partition/index.ts";
import { aboutPackages, withoutErrors } from "./problems.ts";
import type { ReadRecord } from "./record/index.ts";
import { NO_NAMES, readNames, recordFile } from "./recorded.ts";
import {
  diskFiles,
  mergeSources,
  type OpenApiDocument,
  type OpenApiRoot,
  readSources,
  type SpecFiles,
  type SpecSource,
} from "./spec/index.ts";

export { BUILT_IN, type Feature } from "./features/index.ts";
export type { PrintedPackages } from "./packages.ts";
export { TEMPLATES } from "./printer/templates-folder.ts";

export interface GenerateOptions {
  readonly config: ResolvedConfig;
  /** Called when a stage starts, to show progress. */
  readonly onStage?: (stage: string) => void;
  /** The source of the files of the document. Default: the disk. */
  readonly files?: SpecFiles;
  /** The packages that earlier runs with this configuration printed. Default: none, so all packages are printed. */
  readonly printed?: PrintedPackages;
  /** The names that packages keep. Default: the recorded ones. */
  readonly names?: BuiltModel["record"];
  /** True if to name everything anew, instead of keeping the recorded names. Default: `false`. */
  readonly renewNames?: boolean;
  /** True if to use the lines of a damaged record of names that can be read. Default: `false`. */
  readonly force?: boolean;
}

/** All generated files, before they are written. */
export interface GenerateResult {
  readonly files: readonly OutputFile[];
  /** The folders of the packages, relative to `root`. Each gets an inventory of the files in it. */
  readonly folders: readonly string[];
  readonly packages: readonly PackageModel[];
  /** The packages that features wrote next to them. */
  readonly added: readonly AddedPackage[];
  /** Warnings. Errors are thrown. */
  readonly diagnostics: readonly Diagnostic[];
  /** The absolute folder that `files` are relative to. */
  readonly root: string;
}

/**
 * Stages 1 to 6: generates the text of all files from the document. Stage 7, in `output/`, writes or compares them.
 *
 * @throws {DiagnosticError} with all problems of the first stage that has errors.
 */
export async function buildFiles(options: GenerateOptions): Promise<GenerateResult> {
  const { config, onStage = () => {} } = options;
  const planned = await planPackages(options);
  const { packages, added, built, placed, former, read } = planned;
  const about = aboutPackages([...read.diagnostics, ...built.diagnostics], read, packages);
  const found = withoutErrors([...(config.diagnostics ?? []), ...about, ...placed], config);
  const diagnostics = [...former.diagnostics, ...found];
  onStage("print");
  const { files, folders } = await printPlanned(planned, options);
  const all = [...files, recordFile(built, packages, config)];
  return { files: all, packages, added, folders, diagnostics, root: config.root };
}

/** Stages 5 and 6: the text of the files of packages, without the record of names. Problems with the packages are not looked at. */
export async function printPlanned(
  { packages, added, features, read }: PlannedPackages,
  {
    config,
    files = diskFiles(process.cwd()),
    printed,
  }: Pick<GenerateOptions, "config" | "files" | "printed">,
): Promise<{ readonly files: readonly OutputFile[]; readonly folders: readonly string[] }> {
  const own = await readOwnFiles(config, files);
  const { printPackages } = await import("./packages.ts");
  return printPackages(packages, { config, own, added, features, document: read.repaired }, printed);
}

/** The packages before they are emitted, with everything that was found. */
export interface PlannedPackages {
  readonly read: ReadDocument;
  /** The names of the last run. */
  readonly former: ReadRecord;
  readonly built: BuiltModel;
  readonly packages: readonly PackageModel[];
  readonly added: readonly AddedPackage[];
  readonly features: readonly Feature[];
  /** Problems with the packages of the configuration, which may be errors. */
  readonly placed: readonly Diagnostic[];
}

interface PlanOptions extends Omit<GenerateOptions, "printed"> {
  /** True if the components that nothing uses are examined, too. Default: `false`. */
  readonly unused?: boolean;
}

/**
 * Stages 1 to 4: reads the document, and divides its model into packages.
 *
 * @throws {DiagnosticError} if the document has errors.
 */
export async function planPackages({
  config,
  onStage = () => {},
  files,
  names,
  renewNames = false,
  force = false,
  unused = false,
}: PlanOptions): Promise<PlannedPackages> {
  const read = await readDocument(config, onStage, files);
  const kept = names === undefined ? undefined : { record: names, diagnostics: [] };
  const former = kept ?? (renewNames ? NO_NAMES : await readNames(config, read.document, { force }));
  onStage("build the model");
  const features = await featuresOf(config);
  const built = buildModel(read.document, config, { record: former.record, extensions: features, unused });
  onStage("partition");
  const { packages, added, diagnostics: placed } = packagesOf(built, config, features);
  return { read, former, built, packages, added, features, placed };
}

/**
 * The built-in features, and those of the configuration.
 *
 * @throws {DiagnosticError} if one cannot be loaded.
 */
export async function featuresOf({
  features = [],
  directory,
}: Pick<ResolvedConfig, "features" | "directory">): Promise<readonly Feature[]> {
  return [...BUILT_IN, ...(await loadFeatures(features, directory))];
}

/** Stage 4: the packages of the configuration, with the additions of features. */
export function packagesOf(
  built: BuiltModel,
  config: ResolvedConfig,
  features: readonly Feature[],
): ExtendedPackages {
  const { packages, diagnostics } = partition(built, config, presentVersions(config.root));
  const extended = extendPackages(packages, features);
  return { ...extended, diagnostics: [...diagnostics, ...extended.diagnostics] };
}

/** A document in its original form and in its canonical form. */
export interface ReadDocument {
  /** The files, with the changes of overlays. */
  readonly sources: readonly SpecSource[];
  /** All files in one document. */
  readonly written: OpenApiDocument;
  /** The same with its repairs and with the members of objects in order, for the tests of packages. */
  readonly repaired: () => OpenApiRoot;
  /** The same in one spelling of the many that OpenAPI allows, for the model. */
  readonly document: OpenApiDocument;
  /** Warnings about the whole document. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The settings that the document depends on: its files, the overlays, and the description of the API. */
export type DocumentConfig = Pick<
  ResolvedConfig,
  "documents" | "directory" | "references" | "overlays" | "documentUrl"
> &
  LocatedApiConfig &
  Partial<Pick<ResolvedConfig, "root" | "bundle">>;

/**
 * Stages 1 and 2: reads the files of the document, applies the overlays, merges the files, and makes the result canonical.
 *
 * @param files The source of the files. Default: the disk.
 * @throws {DiagnosticError} if there are errors.
 */
export async function readDocument(
  config: DocumentConfig,
  onStage: (stage: string) => void = () => {},
  files: SpecFiles = diskFiles(process.cwd()),
): Promise<ReadDocument> {
  onStage("read");
  const overlays = await readOverlays(config.overlays ?? [], files);
  const sources = await readSources(config.documents, config.directory, {
    files,
    amend: (listed) => applyOverlays(listed, overlays),
    ...(config.references !== undefined && { allowed: config.references }),
    ...(config.root !== undefined && {
      generated: { output: config.root, inventory: INVENTORY, bundle: config.bundle },
    }),
  });
  onStage("validate");
  const upgraded = upgradeSources(sources);
  const { document: merged, diagnostics: merging } = mergeSources(upgraded.sources);
  if (merged === undefined) throw new DiagnosticError(sortDiagnostics(merging));
  const written = withApiConfig(merged, config);
  const {
    document,
    repaired,
    diagnostics: found,
  } = canonicalize(written, config.documentUrl === undefined ? {} : { documentUrl: config.documentUrl });
  return {
    sources,
    written,
    repaired,
    document,
    diagnostics: withoutErrors([...upgraded.diagnostics, ...merging, ...found], {}),
  };
}
