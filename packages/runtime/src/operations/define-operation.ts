import type { Encoders } from "./encoders.js";
import type { Operation, OperationDefinition } from "./operation.js";
import { requestParts } from "./request-parts.js";
import type { WithResponse } from "./with-response.js";

/**
 * Adds the types of the parameters, the result and the bodies of error responses to the definition of an operation.
 *
 * @param encoders Required if `body` is not `json`, if a parameter has a style or is a cookie, or if the kind of response
 * depends on the status or content type.
 * @example
 * const retrieveInvoice = operation<{ id: string }, Invoice>({
 *   id: "retrieveInvoice", method: "GET", path: "/v1/invoices/{id}",
 * });
 * const createInvoice = operation<{ memo?: string }, Invoice, Record<400 | 422, Problem>>({
 *   id: "createInvoice", method: "POST", path: "/v1/invoices", body: "json",
 * });
 * const importInvoices = operation<{ file: Blob }, void>(
 *   { id: "importInvoices", method: "POST", path: "/v1/invoices/import", body: "multipart" },
 *   { body: multipartBody },
 * );
 */
export function operation<Params, Result, Errors = unknown, Outcome = WithResponse<Result>>(
  definition: OperationDefinition,
  encoders?: Encoders,
): Operation<Params, Result, Errors, Outcome> {
  return { ...encodedBy(definition, encoders), "~parts": requestParts };
}

/**
 * The same for an operation that has neither path parameters nor a body. Programs with no other operations do not bundle the code for them.
 *
 * @example
 * const retrieveAccount = plainOperation<object, { id: string }>({ id: "retrieveAccount", method: "GET", path: "/v1/account" });
 */
export function plainOperation<Params, Result, Errors = unknown, Outcome = WithResponse<Result>>(
  definition: PlainDefinition,
  encoders?: Encoders,
): Operation<Params, Result, Errors, Outcome> {
  return encodedBy(definition, encoders);
}

function encodedBy(definition: OperationDefinition, encoders: Encoders | undefined): OperationDefinition {
  return encoders === undefined ? definition : { ...definition, "~encoders": encoders };
}

/** The definition of an operation whose path has no parameters, and that has no body. */
export type PlainDefinition = OperationDefinition & { readonly body?: never };
