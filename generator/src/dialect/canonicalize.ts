import { type Diagnostic, hasErrors, sortDiagnostics } from "../diagnostics/index.ts";
import type { OpenApiDocument } from "../spec/document.ts";
import { checkOperations } from "./checks/operations.ts";
import { checkParameters } from "./checks/parameters.ts";
import { checkPaths } from "./checks/paths.ts";
import { checkReferences } from "./checks/references.ts";
import { checkSchemas } from "./checks/schemas.ts";
import { checkSecurity } from "./checks/security.ts";
import { checkSessionToken } from "./checks/session-token.ts";
import { checkShapes } from "./checks/shapes.ts";
import { checkVersion } from "./checks/version.ts";
import { Draft } from "./draft/index.ts";
import { normalizeNulls } from "./forms/nulls.ts";
import { normalizePathItems } from "./forms/path-items.ts";
import { normalizeSchemas } from "./forms/schemas.ts";

/** The canonical document, and all problems, in the order of their positions. */
export interface Canonical {
  readonly document: OpenApiDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Stage 2: makes one spelling of the many that OpenAPI allows. If there are no errors, the document conforms to the types in
 * `openapi.ts`. Each node keeps the place that it was written at.
 */
export function canonicalize(written: OpenApiDocument): Canonical {
  const draft = new Draft(written);
  checkVersion(draft);
  if (!hasErrors(draft.diagnostics)) for (const check of CHECKS) check(draft);
  if (!hasErrors(draft.diagnostics)) for (const form of FORMS) form(draft);
  return { document: draft.document, diagnostics: sortDiagnostics(draft.diagnostics) };
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

const FORMS = [normalizePathItems, normalizeNulls, normalizeSchemas];
