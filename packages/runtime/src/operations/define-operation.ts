import type { Encoders } from "./encoders.js";
import type { Operation, OperationDefinition } from "./operation.js";

/**
 * Gives an operation the types of its parameters and its result.
 *
 * @param encoders Needed where `body` is not `json`, where a parameter has a style or is a cookie, and where the kind of a
 * response depends on its status or its content type.
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
