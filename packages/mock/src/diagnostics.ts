import type { IPrismDiagnostic } from "@stoplight/prism-core";
import { ValidationContext } from "@stoplight/prism-http/dist/validator/validators/types.js";
import { validateAgainstSchema } from "@stoplight/prism-http/dist/validator/validators/utils.js";
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

/**
 * Validates a value against its schema.
 *
 * @param coerce Whether strings are converted to the numbers and booleans of the schema, in place.
 */
export function checkSchema(
  value: unknown,
  schema: object,
  prefix: string,
  bundle: unknown,
  coerce: boolean,
): Diagnostics {
  const result = validateAgainstSchema(value, schema, coerce, ValidationContext.Input, prefix, bundle);
  return result._tag === "Some" ? result.value : [];
}
