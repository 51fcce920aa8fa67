import { APIConnectionError, APIError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { errorFromResponse, excerpt, factsOf, placeOf } from "./error-from-response.js";
import { isIncomplete, kindOf } from "./json.js";
import { readBody } from "./read-body.js";

/**
 * The result that a response holds. What `JSON.parse` gives is passed on as it is.
 *
 * @param maxBytes The largest body that is read, after decompression.
 * @throws APIConnectionError when the body breaks off, APIError when it is not what the operation expects.
 */
export async function readResult(
  operation: OperationDefinition,
  response: Response,
  maxBytes: number,
): Promise<unknown> {
  const { response: kind, result: expected, method } = operation;
  if (response.bodyUsed)
    throw new TypeError("a middleware has read the body: it may read that of response.clone()");
  let content: string | Blob;
  try {
    content = await readBody(response, maxBytes, kind);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw brokenOff(operation, cause);
    const advice = "raise maxResponseBytes, or read the body from asResponse()";
    throw wrongResponse(operation, response, `larger than ${maxBytes} bytes: ${advice}`);
  }
  if (kind === "empty") return undefined;
  if (typeof content !== "string" || kind === "text") return content;
  if (content === "" && (method === "HEAD" || /20[45]/.test(`${response.status}`))) return undefined;
  const value = content === "" ? undefined : parsed(operation, response, content);
  if (expected !== undefined && kindOf(value) !== `an ${expected}`) {
    throw wrongResponse(operation, response, `${kindOf(value)}, an ${expected} was expected`, value);
  }
  return value;
}

/**
 * The error that a response outside 2xx stands for; its body is read.
 *
 * @param secrets What its message must not repeat, though the server does.
 */
export async function readError(
  operation: OperationDefinition,
  response: Response,
  secrets: readonly (string | null | undefined)[],
): Promise<APIError> {
  if (response.type !== "opaqueredirect" && !REDIRECT.test(`${response.status}`)) {
    const text = await readBody(response, MOST_ERROR_BYTES).catch((failure) =>
      failure instanceof RangeError ? failure.message : "",
    );
    return errorFromResponse(operation, response, text as string, secrets);
  }
  response.body?.cancel().catch(() => {});
  // The key must not follow to wherever the redirect leads.
  return new APIError(
    `${response.status || "3xx"}: the server redirects, which is not followed ${placeOf(operation)}`,
    factsOf(operation, response),
  );
}

/** A failure to connect, or to read to the end. */
export function connectionError(
  operation: OperationDefinition,
  problem: string,
  cause: unknown,
): APIConnectionError {
  const code = systemCodeOf(cause);
  return new APIConnectionError(`${problem}${code && `: ${code}`} ${placeOf(operation)}`, {
    operation: operation.id,
    cause,
  });
}

/** The system's code of a failure, empty without one; its message may hold the address and so a secret. */
export function systemCodeOf(failure: unknown): string {
  const { code, cause } = (failure ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === "string") return code;
  return cause === undefined ? "" : systemCodeOf(cause);
}

const REDIRECT = /^30[12378]$/;
/** The body of an error explains it: a larger one is not worth its memory. */
const MOST_ERROR_BYTES = 2 ** 20;

function parsed(operation: OperationDefinition, response: Response, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (isIncomplete(text)) throw brokenOff(operation, undefined);
    // Neither a part of the text nor the parser's error, which quotes it: it may be anyone's data.
    const type = excerpt(response.headers.get("content-type") ?? "no content type");
    throw wrongResponse(operation, response, `not JSON, but ${text.length} characters (${type})`, text);
  }
}

function brokenOff(operation: OperationDefinition, cause: unknown): APIConnectionError {
  return connectionError(operation, "the response broke off", cause);
}

function wrongResponse(
  operation: OperationDefinition,
  response: Response,
  problem: string,
  body?: unknown,
): APIError {
  return new APIError(`${response.status}: the response is ${problem} ${placeOf(operation)}`, {
    ...factsOf(operation, response),
    body,
  });
}
