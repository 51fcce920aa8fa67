import type { ResolvedConfig } from "./config/index.ts";
import { type Diagnostic, DiagnosticError, hasErrors, sortDiagnostics } from "./diagnostics/index.ts";
import { buildModel, type PackageModel, partition } from "./model/index.ts";
import type { OutputFile } from "./output/output-file.ts";
import { mergeSources, type OpenApiDocument, readSources, type SpecFiles } from "./spec/index.ts";
import { validate } from "./validate/validate.ts";

export interface GenerateOptions {
  readonly config: ResolvedConfig;
  /** Told of each stage when it begins, for a progress line. */
  readonly onStage?: (stage: string) => void;
}

/** Every file of the packages, before any is written. */
export interface GenerateResult {
  readonly files: readonly OutputFile[];
  /** The packages' folders, which belong to the generator alone. */
  readonly ownedFolders: readonly string[];
  readonly packages: readonly PackageModel[];
  /** Warnings only: errors are thrown. */
  readonly diagnostics: readonly Diagnostic[];
  /** The absolute folder that `files` are relative to. */
  readonly root: string;
}

/**
 * Stages 1 to 6: from the document to the text of every file. Stage 7, in `output/`, writes or compares them.
 *
 * @throws {DiagnosticError} with all problems of the first stage that has errors.
 */
export async function buildFiles({ config, onStage = () => {} }: GenerateOptions): Promise<GenerateResult> {
  const { document, diagnostics: found } = await readDocument(config, onStage);

  onStage("build the model");
  const built = buildModel(document, config.names);
  onStage("partition");
  const { packages, diagnostics: placed } = partition(built, config);
  const diagnostics = withoutErrors([...found, ...built.diagnostics, ...placed]);

  onStage("emit");
  const { emitPackage } = await import("./emitters/index.ts");
  const generated = packages.flatMap(emitPackage);
  onStage("print");
  const { printFiles } = await import("./printer/print.ts");
  const files = printFiles(generated);
  const ownedFolders = packages.map(({ folder }) => folder);
  return { files, packages, ownedFolders, diagnostics, root: config.root };
}

/**
 * Stages 1 and 2: reads the files of the document, makes one of them, and checks it.
 *
 * @param files where they are read from; default: the disk.
 * @throws {DiagnosticError} when it cannot be used.
 */
export async function readDocument(
  config: Pick<ResolvedConfig, "documents" | "directory">,
  onStage: (stage: string) => void = () => {},
  files?: SpecFiles,
): Promise<{ readonly document: OpenApiDocument; readonly diagnostics: readonly Diagnostic[] }> {
  onStage("read");
  const sources = await readSources(config.documents, config.directory, files);
  onStage("validate");
  const { document, diagnostics: merging } = mergeSources(sources);
  const diagnostics = withoutErrors([...merging, ...(document === undefined ? [] : validate(document))]);
  if (document === undefined) throw new DiagnosticError(diagnostics);
  return { document, diagnostics };
}

/** Problems in the order in which people read them. */
function withoutErrors(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = sortDiagnostics(diagnostics);
  if (hasErrors(sorted)) throw new DiagnosticError(sorted);
  return sorted;
}
