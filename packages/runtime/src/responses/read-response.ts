import { APIError, type ErrorFacts, type Redact } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { errorFromResponse, excerpt, factsOf, placeOf } from "./error-from-response.js";
import { isIncomplete, kindOf, parseJSON } from "./json.js";
import { brokenOff } from "./network-failure.js";
import { readBody } from "./read-body.js";

/**
 * The kind of the result that a response has.
 *
 * @throws APIError when the body has already been read.
 */
export function resultKind(
  operation: OperationDefinition,
  response: Response,
  redact: Redact,
): OperationDefinition["response"] {
  if (response.bodyUsed) {
    throw new APIError(`${ALREADY_READ} ${placeOf(operation)}`, factsOf(operation, response, redact));
  }
  return operation["~encoders"]?.response?.(operation, response) ?? operation.response;
}

/**
 * The error of a body that cannot be read: it is cut off or too large.
 *
 * @param redact Hides secrets that the server may repeat in the error.
 * @param maxBytes The maximum size that `readBody` was given.
 * @param cause What it threw.
 */
export function unreadableBody(
  operation: OperationDefinition,
  response: Response,
  redact: Redact,
  maxBytes: number,
  cause: unknown,
): APIError {
  if (!(cause instanceof RangeError)) return brokenOff(operation, cause);
  const advice = "raise maxResponseBytes, or read the body from asResponse()";
  return wrongResponse(operation, response, redact, `larger than ${maxBytes} bytes: ${advice}`);
}

/**
 * The result in the body of a response. The value of `JSON.parse` is returned unchanged.
 *
 * @param kind Any but `binary`, whose result is the response itself.
 * @param redact Hides secrets that the server may repeat in the errors.
 * @throws APIConnectionError when the body is cut off, APIError when it is not what the operation expects.
 */
export function resultOf(
  operation: OperationDefinition,
  response: Response,
  redact: Redact,
  kind: OperationDefinition["response"],
  content: string,
): unknown {
  const { result: expected, method } = operation;
  if (kind === "empty") return undefined;
  if (kind === "text") return content;
  if (content === "" && (method === "HEAD" || /^20[45]$/.test(`${response.status}`))) return undefined;
  // Node reports no error for a compressed body that ends before anything of it could be decompressed.
  if (content === "" && response.headers.has("content-encoding")) throw brokenOff(operation, undefined);
  const value = content === "" ? undefined : parsed(operation, response, redact, kind, content);
  if (expected !== undefined && kind !== "any" && kindOf(value) !== `an ${expected}`) {
    throw wrongResponse(operation, response, redact, `${kindOf(value)}, an ${expected} was expected`, {
      body: value,
    });
  }
  return value;
}

/**
 * Creates the error of a response outside 2xx; reads its body.
 *
 * @param redact Hides secrets that the server may repeat.
 */
export async function readError(
  operation: OperationDefinition,
  response: Response,
  redact: Redact,
): Promise<APIError> {
  if (response.type !== "opaqueredirect" && !REDIRECT.test(`${response.status}`)) {
    let text = "";
    let cause: unknown;
    try {
      text = await readBody(response, MOST_ERROR_BYTES);
    } catch (failure) {
      if (failure instanceof RangeError) text = failure.message;
      else cause = failure;
    }
    return errorFromResponse(operation, response, text, redact, cause);
  }
  response.body?.cancel().catch(() => {});
  // The key must not be sent to the target of the redirect.
  return new APIError(
    `${response.status || "3xx"}: the server sent a redirect, which is not followed ${placeOf(operation)}`,
    factsOf(operation, response, redact),
  );
}

const ALREADY_READ =
  "the body of the response has already been read: a middleware must read response.clone(), and fetch must return a new response for each request";
const REDIRECT = /^30[12378]$/;
/** Maximum size of an error's body, in bytes. A larger body explains nothing more. */
const MOST_ERROR_BYTES = 2 ** 20;

function parsed(
  operation: OperationDefinition,
  response: Response,
  redact: Redact,
  kind: unknown,
  text: string,
): unknown {
  try {
    return parseJSON(text, operation, response);
  } catch (cause) {
    if (isIncomplete(text)) throw brokenOff(operation, cause);
    if (kind === "any") return text;
    // The text may be personal data, so it is not printed. The parser's error quotes it, so only its name is printed.
    const type = excerpt(redact(response.headers.get("content-type") ?? "no content type"));
    const problem = `not JSON, but ${text.length} characters (${type})`;
    throw wrongResponse(operation, response, redact, problem, { body: text, cause });
  }
}

function wrongResponse(
  operation: OperationDefinition,
  response: Response,
  redact: Redact,
  problem: string,
  facts: ErrorFacts = {},
): APIError {
  return new APIError(`${response.status}: the response is ${problem} ${placeOf(operation)}`, {
    ...factsOf(operation, response, redact),
    ...facts,
  });
}
