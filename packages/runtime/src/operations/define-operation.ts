import type { Encoders } from "./encoders.js";
import type { Operation, OperationDefinition } from "./operation.js";

/**
 * Adds the types of the parameters and the result to the definition of an operation.
 *
 * @param encoders Required if `body` is not `json`, if a parameter has a style or is a cookie, or if the kind of response
 * depends on the status or content type.
 * @example
 * const retrieveInvoice = operation<{ id: string }, Invoice>({
 *   id: "retrieveInvoice", method: "GET", path: "/v1/invoices/{id}",
 * });
 * const importInvoices = operation<{ file: Blob }, void>(
 *   { id: "importInvoices", method: "POST", path: "/v1/invoices/import", body: "multipart" },
 *   { body: multipartBody },
 * );
 */
export function operation<Params, Result>(
  definition: OperationDefinition,
  encoders?: Encoders,
): Operation<Params, Result> {
  return encoders === undefined ? definition : { ...definition, "~encoders": encoders };
}
