import type { StreamedBody } from "../content/index.js";
import { APIError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { failedRequest, placeOf } from "../responses/index.js";
import type { Outgoing, Send } from "./outgoing.js";
import type { Fetch } from "./request-options.js";
import type { Secrets } from "./secrets.js";

/** Sends requests with `fetch`. The promise is that of `fetch`, so it is settled with whatever `fetch` throws or returns. */
export function sendBy(fetch: Fetch): Send {
  return ({ url, method, headers, body, signal }) => {
    const init = { method, headers, body, signal, redirect: "manual" } as RequestInit;
    return (body as Partial<StreamedBody> | undefined)?.send?.(fetch, url, init) ?? fetch(url, init);
  };
}

/** The same, but rejects with an `APIError` whatever `fetch` throws, or if it returns something other than a response. */
export function checkedSendBy(fetch: Fetch, secrets: Secrets): Send {
  const send = sendBy(fetch);
  return async (request, operation) => {
    try {
      const response = await send(request, operation);
      checkResponse("fetch", response, operation);
      return response;
    } catch (cause) {
      throw sendFailure(cause, request, operation, secrets);
    }
  };
}

/** The error of a request that got no response. */
export function sendFailure(
  cause: unknown,
  { url, headers }: Pick<Outgoing, "url" | "headers">,
  operation: OperationDefinition,
  secrets: Secrets,
): APIError {
  if (cause instanceof APIError) return cause;
  return failedRequest(operation, url, cause, secrets.redactor(operation, headers));
}

/** @throws APIError unless it is a response. A response of another realm or library is accepted as well. */
export function checkResponse(
  source: string,
  value: unknown,
  operation: OperationDefinition,
): asserts value is Response {
  const { status, headers, text } = Object(value) as Partial<Response>;
  if (typeof status === "number" && typeof headers?.get === "function" && typeof text === "function") return;
  const kind =
    typeof value === "object" ? value && "an object" : value === undefined ? value : `a ${typeof value}`;
  const needs = "which is not a Response, with status, headers and text()";
  throw new APIError(`${source} returned ${String(kind)}, ${needs} ${placeOf(operation)}`, {
    operation: operation.id,
  });
}
