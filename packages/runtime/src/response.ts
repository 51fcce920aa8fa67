import { errorFromResponse, excerpt, placeOf, requestIdOf } from "./error-from-response.js";
import { APIConnectionError, APIError } from "./errors.js";
import type { OperationDefinition } from "./operation.js";

/**
 * The result that an answer holds. What `JSON.parse` gives is handed on as it is.
 *
 * @throws APIError when the status is outside 2xx or the body is not what it should be.
 */
export async function readResult(operation: OperationDefinition, response: Response): Promise<unknown> {
  let text: string;
  try {
    if (operation.response === "binary") return await response.blob();
    text = await response.text();
  } catch (cause) {
    throw connectionError(operation, "the answer broke off", cause);
  }
  if (operation.response === "text") return text;
  if (operation.response === "empty" || text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { status, headers } = response;
    // Neither a part of the text nor the parser's error, which quotes it: it may be anyone's data.
    const kind = headers.get("content-type") ?? "no content type";
    const message = `${status}: the answer is not JSON, but ${text.length} characters (${excerpt(kind)}) ${placeOf(operation)}`;
    throw new APIError(message, {
      status,
      headers,
      body: text,
      operation: operation.id,
      requestId: requestIdOf(headers),
    });
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
  if (response.type === "opaqueredirect" || REDIRECTS.has(response.status)) {
    // The key must not follow to wherever the redirect leads.
    const message = `${response.status || "3xx"}: the server redirects, which is not followed ${placeOf(operation)}`;
    return new APIError(message, {
      status: response.status,
      headers: response.headers,
      operation: operation.id,
    });
  }
  const text = await response.text().catch(() => undefined);
  return errorFromResponse(operation, response, text, secrets);
}

/** A failure to connect, or to read to the end. */
export function connectionError(
  operation: OperationDefinition,
  problem: string,
  cause: unknown,
): APIConnectionError {
  const reason = reasonOf(cause);
  return new APIConnectionError(`${problem}${reason && `: ${reason}`} ${placeOf(operation)}`, {
    operation: operation.id,
    cause,
  });
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The system's code of a failure; its message may hold the address and so a secret. */
export function reasonOf(cause: unknown): string {
  const { code, cause: deeper } = (cause ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === "string") return code;
  return deeper === undefined ? "" : reasonOf(deeper);
}
