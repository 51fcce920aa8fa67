import { failedRequest, placeOf } from "../answers/index.js";
import type { StreamedBody } from "../content/index.js";
import { APIError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { Send } from "./outgoing.js";
import type { Fetch } from "./request-options.js";
import type { Secrets } from "./secrets.js";

/** Sends requests with `fetch`. Rejects with an `APIError` whatever `fetch` throws, or if it returns something other than a response. */
export function sendBy(fetch: Fetch, secrets: Secrets): Send {
  return async ({ url, method, headers, body, signal }, operation) => {
    const init = { method, headers, body, signal, redirect: "manual" } as RequestInit;
    let response: Response;
    try {
      response = await ((body as Partial<StreamedBody> | undefined)?.send?.(fetch, url, init) ??
        fetch(url, init));
    } catch (cause) {
      if (cause instanceof APIError) throw cause;
      throw failedRequest(operation, url, cause, secrets.redactor(operation, headers));
    }
    checkResponse("fetch", response, operation);
    return response;
  };
}

/** @throws APIError unless it is a response. A response of another realm or library is accepted as well. */
export function checkResponse(
  source: string,
  value: unknown,
  operation: OperationDefinition,
): asserts value is Response {
  const { status, headers, text } = Object(value) as Partial<Response>;
  const hasHeaders = typeof headers?.get === "function";
  if (typeof status === "number" && hasHeaders && typeof text === "function") return;
  const missing = [!status && "status", !hasHeaders && "headers", !text && "text()"].filter(Boolean);
  const isObject = typeof value === "object" && value !== null;
  const kind = isObject ? `an object without ${missing.join(" and ")}` : value && `a ${typeof value}`;
  throw new APIError(`${source} returned ${String(kind)}, which is not a Response ${placeOf(operation)}`, {
    operation: operation.id,
  });
}
