import type { ResolvedConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import { type PackagedVersion, packageMap } from "../diff/index.ts";
import { readDocument } from "../generate.ts";
import { buildModel } from "../model/index.ts";
import { partition } from "../partition/index.ts";
import { diskFiles, gitFiles, type OpenApiDocument } from "../spec/index.ts";
import type { CommandContext } from "./command.ts";

/** A version of an API with its document and packages. */
export interface ReadVersion extends PackagedVersion {
  /** The document in its original form. */
  readonly written: OpenApiDocument;
  /** Warnings about the document. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a version of the API.
 *
 * @param source A file, `git:REVISION:PATH` for a file of a revision, or `git:REVISION` for the configured documents of a
 *   revision. Default: the configured documents of the working tree.
 *
 * @throws {DiagnosticError} if it cannot be read or has errors.
 */
export async function readVersion(
  source: string | undefined,
  config: ResolvedConfig,
  { terminal: { cwd }, reporter }: CommandContext,
): Promise<ReadVersion> {
  const { documents, directory, files } = await locate(source, config, cwd);
  const strict = source === undefined && config.strict === true;
  const settings = { ...config, documents, directory, strict };
  const { written, document, diagnostics } = await readDocument(settings, reporter.stage, files);
  const built = buildModel(document, config.names);
  return {
    written,
    diagnostics: [...diagnostics, ...built.diagnostics],
    model: built.model,
    locate: (place) => document.locate(place),
    packages: packageMap(partition(built, config).packages),
  };
}

async function locate(source: string | undefined, { documents, directory }: ResolvedConfig, cwd: string) {
  if (source === undefined) return { documents, directory, files: diskFiles(cwd) };
  if (!source.startsWith("git:")) return { documents: [source], directory: cwd, files: diskFiles(cwd) };
  const [revision = "", ...rest] = source.slice("git:".length).split(":");
  const files = await gitFiles(revision, cwd);
  if (rest.length === 0) return { documents, directory, files };
  return { documents: [rest.join(":")], directory: files.root, files };
}
