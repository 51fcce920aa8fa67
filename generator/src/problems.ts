import type { ResolvedConfig } from "./config/index.ts";
import { type Diagnostic, DiagnosticError, hasErrors, sortDiagnostics } from "./diagnostics/index.ts";
import { type PackageModel, typesIn } from "./partition/index.ts";
import { type OpenApiDocument, type Pointer, Reach } from "./spec/index.ts";

/**
 * The diagnostics about what packages contain. A component that nothing uses is not generated, so its problems do not matter;
 * neither do those of webhooks that no package has. `sdkgen lint` reports them all, and the notes.
 */
export function aboutPackages(
  diagnostics: readonly Diagnostic[],
  { written, document }: { readonly written: OpenApiDocument; readonly document: OpenApiDocument },
  packages: readonly PackageModel[],
): readonly Diagnostic[] {
  const problems = diagnostics.filter(({ severity }) => severity !== "note");
  if (problems.length === 0) return [];
  // A package that is alone has the events of the document.
  const webhooks = packages.length === 1 || packages.some(({ kind }) => kind === "webhooks");
  const schemas = packages.flatMap(typesIn).map(({ place }) => place);
  // A repair may have removed the reported part and its references.
  const canonical = new Reach(document.root, { webhooks, schemas });
  let original: Reach | undefined;
  const isUsed = (part: Pointer) => {
    if (canonical.includes(part)) return true;
    original ??= new Reach(written.root, { webhooks, schemas });
    return original.includes(part);
  };
  return problems.filter(({ parts }) => parts?.some(isUsed) ?? true);
}

/**
 * Sorts diagnostics. In a strict configuration all warnings are errors.
 *
 * @throws {DiagnosticError} if there are errors.
 */
export function withoutErrors(
  diagnostics: readonly Diagnostic[],
  { strict = false }: Pick<ResolvedConfig, "strict">,
): readonly Diagnostic[] {
  const sorted = sortDiagnostics(diagnostics);
  const judged = strict ? sorted.map(strictly) : sorted;
  if (hasErrors(judged)) throw new DiagnosticError(judged);
  return judged;
}

function strictly(found: Diagnostic): Diagnostic {
  return found.severity === "warning" ? { ...found, severity: "error" } : found;
}
