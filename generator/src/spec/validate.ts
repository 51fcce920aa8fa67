import type { Diagnostic } from "../diagnostics/index.ts";
import { hasErrors, sortDiagnostics } from "../diagnostics/index.ts";
import { Findings } from "./checks/findings.ts";
import { checkOperations } from "./checks/operations.ts";
import { checkParameters } from "./checks/parameters.ts";
import { checkPaths } from "./checks/paths.ts";
import { checkReferences } from "./checks/references.ts";
import { checkSchemas } from "./checks/schemas.ts";
import { checkSecurity } from "./checks/security.ts";
import { checkSessionToken } from "./checks/session-token.ts";
import { checkShapes } from "./checks/shapes.ts";
import { checkVersion } from "./checks/version.ts";
import type { OpenApiDocument } from "./document.ts";

/**
 * Stage 2: finds what is wrong with a document. Errors are what makes generating impossible or its result wrong;
 * without them the document has the shape that the types of `openapi.ts` promise.
 *
 * @returns all problems, in the order of their places.
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
