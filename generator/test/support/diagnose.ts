import { type Diagnostic, DiagnosticError, sortDiagnostics } from "../../src/diagnostics/index.ts";
import { diskFiles, mergeSources, type OpenApiDocument, readSources } from "../../src/spec/index.ts";
import { validate } from "../../src/validate/validate.ts";
import { type Files, makeFolder } from "./folder.ts";

/** Runs stages 1 and 2 over these files and gives all that they complain of. */
export async function diagnose(
  files: Files,
  patterns: readonly string[] = Object.keys(files),
): Promise<readonly Diagnostic[]> {
  const folder = await makeFolder(files);
  try {
    const { document, diagnostics } = mergeSources(await readSources(patterns, folder, diskFiles(folder)));
    return sortDiagnostics([...diagnostics, ...(document === undefined ? [] : validate(document))]);
  } catch (error) {
    if (error instanceof DiagnosticError) return sortDiagnostics(error.diagnostics);
    throw error;
  }
}

/** `file:line:column code` of each, and `< file:line:column` of each related place. */
export function places(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, location, related = [] }) => {
    const others = related.map((other) => ` < ${place(other.location)}`).join("");
    return `${place(location)} ${code}${others}`.trim();
  });
}

/** Merges files that are without errors into one document. */
export async function mergeFiles(
  files: Files,
  patterns: readonly string[] = Object.keys(files),
): Promise<OpenApiDocument> {
  const folder = await makeFolder(files);
  const { document, diagnostics } = mergeSources(await readSources(patterns, folder, diskFiles(folder)));
  if (document === undefined || diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return document;
}

/** An OpenAPI document without operations, to be continued. */
export const HEAD = "openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n";

function place(location: Diagnostic["location"]): string {
  return location === undefined ? "" : `${location.file}:${location.line}:${location.column}`;
}
