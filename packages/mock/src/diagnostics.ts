import type { IPrismDiagnostic } from "@stoplight/prism-core";
import { DiagnosticSeverity } from "@stoplight/types";

/** The problems of a request. */
export type Diagnostics = readonly IPrismDiagnostic[];

/** One problem of a request. */
export function problem(
  path: string[],
  code: string | number,
  message: string,
  severity: DiagnosticSeverity = DiagnosticSeverity.Error,
): IPrismDiagnostic {
  return { path, code, message, severity };
}
