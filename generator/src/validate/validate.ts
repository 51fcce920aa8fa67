import type { Diagnostic } from "../diagnostics/index.ts";
import { hasErrors, sortDiagnostics } from "../diagnostics/index.ts";
import type { OpenApiDocument } from "../spec/document.ts";
import { Findings } from "./findings.ts";
import { checkOperations } from "./operations.ts";
import { checkParameters } from "./parameters.ts";
import { checkPaths } from "./paths.ts";
import { checkReferences } from "./references.ts";
import { checkSchemas } from "./schemas.ts";
import { checkSecurity } from "./security.ts";
import { checkSessionToken } from "./session-token.ts";
import { checkShapes } from "./shapes.ts";
import { checkVersion } from "./version.ts";

/**
 * Stage 2: checks a document. If there are no errors, the document conforms to the types in `openapi.ts`.
 *
 * @returns All problems, in the order of their positions.
 */
export function validate(document: OpenApiDocument): Diagnostic[] {
  const findings = new Findings(document);
  checkVersion(findings);
  if (hasErrors(findings.diagnostics)) return findings.diagnostics;
  for (const check of CHECKS) check(findings);
  return sortDiagnostics(findings.diagnostics);
}

const CHECKS = [
  checkShapes,
  checkReferences,
  checkPaths,
  checkOperations,
  checkParameters,
  checkSchemas,
  checkSecurity,
  checkSessionToken,
];
