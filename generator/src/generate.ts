import type { ResolvedConfig } from "./config/index.ts";
import { type Diagnostic, DiagnosticError, hasErrors, sortDiagnostics } from "./diagnostics/index.ts";
import { canonicalize, upgradeSources } from "./dialect/index.ts";
import { buildModel } from "./model/index.ts";
import type { OutputFile } from "./output/output-file.ts";
import { type PackageModel, partition } from "./partition/index.ts";
import { mergeSources, type OpenApiDocument, readSources, type SpecFiles } from "./spec/index.ts";

export interface GenerateOptions {
  readonly config: ResolvedConfig;
  /** Called when a stage starts, to show progress. */
  readonly onStage?: (stage: string) => void;
}

/** All generated files, before they are written. */
export interface GenerateResult {
  readonly files: readonly OutputFile[];
  /** The folders of the packages, which contain only generated files. */
  readonly ownedFolders: readonly string[];
  readonly packages: readonly PackageModel[];
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
export async function buildFiles({ config, onStage = () => {} }: GenerateOptions): Promise<GenerateResult> {
  const { document, diagnostics: found } = await readDocument(config, onStage);

  onStage("build the model");
  const built = buildModel(document, config.names);
  onStage("partition");
  const { packages, diagnostics: placed } = partition(built, config);
  const diagnostics = sortedWarnings([...found, ...built.diagnostics, ...placed], config);

  onStage("emit");
  const { emitPackage } = await import("./emitters/index.ts");
  const generated = packages.flatMap(emitPackage);
  onStage("print");
  const { printFiles } = await import("./printer/print.ts");
  const files = printFiles(generated);
  const ownedFolders = packages.map(({ folder }) => folder);
  return { files, packages, ownedFolders, diagnostics, root: config.root };
}

/** A document in its original form and in its canonical form. */
export interface ReadDocument {
  /** All files in one document. */
  readonly written: OpenApiDocument;
  /** The same in one spelling of the many that OpenAPI allows, for the model. */
  readonly document: OpenApiDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Stages 1 and 2: reads the files of the document, merges them, and makes the result canonical.
 *
 * @param files The source of the files. Default: the disk.
 * @throws {DiagnosticError} if there are errors.
 */
export async function readDocument(
  config: Pick<ResolvedConfig, "documents" | "directory" | "references" | "strict">,
  onStage: (stage: string) => void = () => {},
  files?: SpecFiles,
): Promise<ReadDocument> {
  onStage("read");
  const sources = await readSources(config.documents, config.directory, {
    ...(files !== undefined && { files }),
    ...(config.references !== undefined && { allowed: config.references }),
  });
  onStage("validate");
  const upgraded = upgradeSources(sources);
  const { document: written, diagnostics: merging } = mergeSources(upgraded.sources);
  if (written === undefined) throw new DiagnosticError(sortDiagnostics(merging));
  const { document, diagnostics: found } = canonicalize(written);
  return {
    written,
    document,
    diagnostics: sortedWarnings([...upgraded.diagnostics, ...merging, ...found], config),
  };
}

/** In a strict configuration every problem with the document is an error. */
export function judge(
  diagnostics: readonly Diagnostic[],
  { strict = false }: Pick<ResolvedConfig, "strict">,
): readonly Diagnostic[] {
  return strict ? diagnostics.map((found): Diagnostic => ({ ...found, severity: "error" })) : diagnostics;
}

/** Sorts diagnostics, and throws them if there are errors. */
function sortedWarnings(
  diagnostics: readonly Diagnostic[],
  config: Pick<ResolvedConfig, "strict">,
): readonly Diagnostic[] {
  const sorted = judge(sortDiagnostics(diagnostics), config);
  if (hasErrors(sorted)) throw new DiagnosticError(sorted);
  return sorted;
}
