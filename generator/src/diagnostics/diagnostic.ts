import { catalogue, type DiagnosticCode, type FactsOf } from "./catalogue.ts";
import { type Severity, severityOf } from "./severity.ts";

/** A position in a file. Lines and columns start at 1. `file` is relative and uses `/`, for display. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A related position, such as the first of two definitions. */
export interface RelatedPlace {
  readonly message: string;
  readonly location: Location;
}

/** A problem with the input. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** The problem. */
  readonly message: string;
  /** The fix. */
  readonly help: string;
  readonly location?: Location;
  readonly related?: readonly RelatedPlace[];
  /**
   * The parts of the merged document that have the problem, as keys and indexes: several if a part was copied. Missing if the
   * problem is one of a file, or of the configuration.
   */
  readonly parts?: readonly (readonly (string | number)[])[];
}

/**
 * Creates the diagnostic of a kind of problem from the catalogue.
 *
 * @example diagnostic("duplicate-operation-id", { operationId }, second, [{ message: "first", location: first }])
 */
export function diagnostic<Code extends DiagnosticCode>(
  code: Code,
  facts: FactsOf<Code>,
  location?: Location,
  related: readonly RelatedPlace[] = [],
): Diagnostic {
  const definition = catalogue[code];
  return {
    code,
    severity: severityOf(code),
    message: definition.message(facts),
    help: definition.help(facts),
    ...(location !== undefined && { location }),
    ...(related.length > 0 && { related }),
  };
}

/** Thrown by a stage that cannot continue. `diagnostics` contains every problem that it found. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message }) => message).join("\n"));
    this.name = "DiagnosticError";
    this.diagnostics = diagnostics;
  }
}

/** True if any of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Sorted by file, position and code, so that the order does not depend on how they were found. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted(
    (left, right) =>
      compare(left.location?.file ?? "", right.location?.file ?? "") ||
      (left.location?.line ?? 0) - (right.location?.line ?? 0) ||
      (left.location?.column ?? 0) - (right.location?.column ?? 0) ||
      compare(left.code, right.code) ||
      compare(left.message, right.message),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
