import type { Method, RequestBody } from "../operations/index.js";

/** The request of one attempt of a call. */
export interface ApiRequest {
  /** ID of the operation. */
  readonly operation: string;
  readonly method: Method;
  /** Path of the operation with its placeholders; safe to log. */
  readonly path: string;
  /** The full URL. It may contain secrets. */
  readonly url: string;
  /** The headers of this attempt, including the credentials. They may be changed. */
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
  /** Aborted when the attempt is abandoned. */
  readonly signal: AbortSignal;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** Sends one attempt and returns its response. */
export type Handler = (request: ApiRequest) => Promise<Response>;

/**
 * A function that wraps each attempt. To inspect a body, read it from `response.clone()`. An exception of a middleware reaches the
 * caller unchanged and is not retried.
 *
 * `next` sends the request. A middleware may call it again, for instance with another token. Each further request waits for a slot
 * of the rate limit and counts toward the quota, and the wait is part of the attempt's `timeout`. A middleware that responds
 * without `next` uses no slot. `next` fails once its attempt has ended.
 *
 * @example
 * const traced: Middleware = (next) => async (request) => {
 *   request.headers.set("traceparent", newTraceParent());
 *   return next(request);
 * };
 */
export type Middleware = (next: Handler) => Handler;

/** Combines middleware and a handler into one handler. The first middleware is the outermost. */
export function composeMiddleware(middleware: readonly Middleware[], handler: Handler): Handler {
  return middleware.reduceRight((next, wrap) => wrap(next), handler);
}
