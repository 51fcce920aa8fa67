import type { ApiRequest } from "../calls/index.js";
import { APIError } from "../errors/index.js";
import type { OtelAttributes } from "./otel-api.js";

/** Attributes of an attempt that are known before it is sent, with low cardinality: for spans and metrics. */
export function requestAttributes(request: ApiRequest, url: URL): OtelAttributes {
  return {
    "http.request.method": request.method,
    "server.address": url.hostname.replace(/^\[|\]$/g, ""),
    "server.port": Number(url.port) || (url.protocol === "http:" ? 80 : 443),
    "url.template": request.path,
  };
}

/** Attributes of spans. */
export function spanAttributes(request: ApiRequest, url: URL, shownQuery: readonly string[]): OtelAttributes {
  return {
    ...requestAttributes(request, url),
    "url.full": redactedUrl(url, shownQuery),
    "copilot_sdk.operation": request.operation,
    ...(request.attempt > 1 && { "http.request.resend_count": request.attempt - 1 }),
  };
}

/**
 * A URL without possible secrets: user, password and the values of query parameters that are not in `shownQuery` are replaced by
 * `REDACTED`, as the semantic conventions require.
 */
export function redactedUrl(url: URL, shownQuery: readonly string[]): string {
  const user = url.username === "" && url.password === "" ? "" : "REDACTED:REDACTED@";
  const query = [...url.searchParams].map(([name, value]) => {
    const shown = shownQuery.includes(name) ? encodeURIComponent(value) : "REDACTED";
    return `${encodeURIComponent(name)}=${shown}`;
  });
  return `${url.protocol}//${user}${url.host}${url.pathname}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/** How an attempt ended. */
export interface Outcome {
  /** Status of the response, if there was one. */
  readonly status?: number;
  /** Why it failed, either without a response or while the body was read. */
  readonly error?: unknown;
}

/** `http.response.status_code` if there was a response, `error.type` if the attempt failed. */
export function outcomeAttributes(outcome: Outcome): OtelAttributes {
  const { status } = outcome;
  const isErrorStatus = status !== undefined && status >= 400;
  return {
    ...(status !== undefined && { "http.response.status_code": status }),
    ...("error" in outcome && { "error.type": errorType(outcome.error) }),
    ...(isErrorStatus && { "error.type": String(status) }),
  };
}

/** Why an attempt failed. The reason of its signal is more informative than the error of `fetch`. */
export function reasonOf(request: ApiRequest, error: unknown): unknown {
  return request.signal.aborted ? request.signal.reason : error;
}

/** The message of an error, if it cannot contain a secret. Only the runtime's own errors guarantee that. */
export function safeMessage(error: unknown): string | undefined {
  return error instanceof APIError ? error.message : undefined;
}

/** The name of an error's class. */
function errorType(error: unknown): string {
  return error instanceof Error ? error.name : "_OTHER";
}
