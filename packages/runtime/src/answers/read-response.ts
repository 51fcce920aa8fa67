import { APIConnectionError, APIError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { errorFromResponse, excerpt, factsOf, placeOf } from "./error-from-response.js";

/**
 * The result that an answer holds. What `JSON.parse` gives is handed on as it is.
 *
 * @throws APIError when the body is not what it should be.
 */
export async function readResult(operation: OperationDefinition, response: Response): Promise<unknown> {
  const { response: kind } = operation;
  let text: string;
  try {
    if (kind === "binary") return await response.blob();
    text = await response.text();
  } catch (cause) {
    throw connectionError(operation, "the answer broke off", cause);
  }
  if (kind === "text") return text;
  if (kind === "empty" || text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { status, headers } = response;
    // Neither a part of the text nor the parser's error, which quotes it: it may be anyone's data.
    const type = excerpt(headers.get("content-type") ?? "no content type");
    throw new APIError(
      `${status}: the answer is not JSON, but ${text.length} characters (${type}) ${placeOf(operation)}`,
      { ...factsOf(operation, response), body: text },
    );
  }
}

/**
 * The error that an answer outside 2xx stands for; its body is read.
 *
 * @param secrets What its message must not repeat, though the server does.
 */
export async function readError(
  operation: OperationDefinition,
  response: Response,
  secrets: readonly (string | null | undefined)[],
): Promise<APIError> {
  if (response.type !== "opaqueredirect" && !REDIRECT.test(`${response.status}`)) {
    return errorFromResponse(operation, response, await response.text().catch(() => ""), secrets);
  }
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

const REDIRECT = /^30[12378]$/;

/** The system's code of a failure, empty without one; its message may hold the address and so a secret. */
export function systemCodeOf(failure: unknown): string {
  const { code, cause } = (failure ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === "string") return code;
  return cause === undefined ? "" : systemCodeOf(cause);
}
