import { type Diagnostic, DiagnosticError, sortDiagnostics } from "../../src/diagnostics/index.ts";
import { canonicalize } from "../../src/dialect/index.ts";
import { diskFiles, mergeSources, type OpenApiDocument, readSources } from "../../src/spec/index.ts";
import { type Files, makeFolder } from "./folder.ts";

/** Runs stages 1 and 2, and returns all diagnostics. */
export async function diagnose(
  files: Files,
  patterns: readonly string[] = Object.keys(files),
): Promise<readonly Diagnostic[]> {
  const folder = await makeFolder(files);
  try {
    const { document, diagnostics } = mergeSources(
      await readSources(patterns, folder, { files: diskFiles(folder) }),
    );
    return sortDiagnostics([
      ...diagnostics,
      ...(document === undefined ? [] : canonicalize(document).diagnostics),
    ]);
  } catch (error) {
    if (error instanceof DiagnosticError) return sortDiagnostics(error.diagnostics);
    throw error;
  }
}

/** `file:line:column code` of each diagnostic, followed by `< file:line:column` for each related position. */
export function places(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, location, related = [] }) => {
    const others = related.map((other) => ` < ${place(other.location)}`).join("");
    return `${place(location)} ${code}${others}`.trim();
  });
}

/** Merges valid files into one document. */
export async function mergeFiles(
  files: Files,
  patterns: readonly string[] = Object.keys(files),
): Promise<OpenApiDocument> {
  const folder = await makeFolder(files);
  const { document, diagnostics } = mergeSources(
    await readSources(patterns, folder, { files: diskFiles(folder) }),
  );
  if (document === undefined || diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return document;
}

/** The start of an OpenAPI document. */
export const HEAD = "openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n";

function place(location: Diagnostic["location"]): string {
  return location === undefined ? "" : `${location.file}:${location.line}:${location.column}`;
}
