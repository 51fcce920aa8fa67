import { type APIError, type Redact, UploadError } from "../errors/index.js";
import { propertyOf } from "./property-of.js";
import type { UploadOperation } from "./upload-operation.js";

/** The error of an upload that failed after the server created an object. The message says what is left over. */
export function uploadFailure(
  error: APIError,
  operation: UploadOperation<never, unknown>,
  created: unknown,
  isSent: boolean,
  redact: Redact,
): UploadError {
  const { message, status, headers, body, code, requestId } = error;
  const id = idOf(operation, created, redact);
  const leftover = `${operation.create.id} has created ${id}, which is left over`;
  const advice = isSent
    ? "with its content sent: retrieve it later, or delete it"
    : `without its content: delete it, or send the content to its ${operation.url}`;
  return new UploadError(`${redact(message)}; ${leftover} ${advice}`, created, {
    status,
    headers,
    body,
    code: code && redact(code),
    operation: error.operation,
    requestId,
    cause: error,
  });
}

/** The ID of the created object: the first parameter of the operation that retrieves it. */
function idOf({ ready }: UploadOperation<never, unknown>, created: unknown, redact: Redact): string {
  const [name = "id"] = Object.values(ready?.parameters ?? {});
  const id = propertyOf(created, name);
  return /string|number/.test(typeof id) ? redact(`${id}`).slice(0, LONGEST_ID) : "an object";
}

/** Longer values are not considered IDs. */
const LONGEST_ID = 100;
