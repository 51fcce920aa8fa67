import type { IPrismDiagnostic } from "@stoplight/prism-core";
import { DiagnosticSeverity } from "@stoplight/types";

/** What is wrong with a request. */
export type Diagnostics = readonly IPrismDiagnostic[];

/** One thing that is wrong with a request. */
export function problem(
  path: string[],
  code: string | number,
  message: string,
  severity: DiagnosticSeverity = DiagnosticSeverity.Error,
): IPrismDiagnostic {
  return { path, code, message, severity };
}
