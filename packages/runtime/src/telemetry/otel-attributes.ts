import type { ApiRequest } from "../calls/index.js";
import { APIError } from "../errors/index.js";
import type { OtelAttributes } from "./otel-api.js";

/** What is known of an attempt before it is sent, low in cardinality: for the span and for the metric. */
export function requestAttributes(request: ApiRequest, url: URL): OtelAttributes {
  return {
    "http.request.method": request.method,
    "server.address": url.hostname.replace(/^\[|\]$/g, ""),
    "server.port": Number(url.port) || (url.protocol === "http:" ? 80 : 443),
    "url.template": request.path,
  };
}

/** What only the span has. */
export function spanAttributes(request: ApiRequest, url: URL, shownQuery: readonly string[]): OtelAttributes {
  return {
    ...requestAttributes(request, url),
    "url.full": redactedUrl(url, shownQuery),
    "copilot_sdk.operation": request.operation,
    ...(request.attempt > 1 && { "http.request.resend_count": request.attempt - 1 }),
  };
}

/**
 * An address without what may be secret: user and password, and the value of every query parameter that is not among
 * those to be shown. What is left out is `REDACTED`, as the semantic conventions have it.
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
  /** Status of the response, where there was one. */
  readonly status?: number;
  /** What it failed with: without a response, or while the body of one was read. */
  readonly error?: unknown;
}

/** `http.response.status_code` where there was a response, `error.type` where the attempt failed. */
export function outcomeAttributes(outcome: Outcome): OtelAttributes {
  const { status } = outcome;
  const isErrorStatus = status !== undefined && status >= 400;
  return {
    ...(status !== undefined && { "http.response.status_code": status }),
    ...("error" in outcome && { "error.type": errorType(outcome.error) }),
    ...(isErrorStatus && { "error.type": String(status) }),
  };
}

/** What ended an attempt: its signal's reason says more than what `fetch` makes of it. */
export function reasonOf(request: ApiRequest, error: unknown): unknown {
  return request.signal.aborted ? request.signal.reason : error;
}

/** A description of a failure. Only the runtime's own errors are known to hold no secret. */
export function safeMessage(error: unknown): string | undefined {
  return error instanceof APIError ? error.message : undefined;
}

/** The name of an error's class. */
function errorType(error: unknown): string {
  return error instanceof Error ? error.name : "_OTHER";
}
