import type { Method, RequestBody } from "../operations/index.js";

/** One attempt of a call, as it goes out. */
export interface ApiRequest {
  /** Id of the operation. */
  readonly operation: string;
  readonly method: Method;
  /** Path of the operation with its placeholders, safe to log. */
  readonly path: string;
  /** The whole address. It may hold secrets. */
  readonly url: string;
  /** The headers of this attempt, the credentials among them. They may be changed. */
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
  /** Fires when the attempt is given up. */
  readonly signal: AbortSignal;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** Sends one attempt and gives its answer. */
export type Handler = (request: ApiRequest) => Promise<Response>;

/**
 * A function around each attempt. To look at a body, read it from `response.clone()`. What a middleware throws reaches the caller
 * untouched and is not retried.
 *
 * `next` sends the request. A middleware may call it again, for instance with another token: each further request waits for a
 * slot of the rate limit and is counted by the quota, and the wait is part of the attempt's `timeout`. A middleware that responds
 * without `next` takes no slot. `next` fails once its attempt has ended.
 *
 * @example
 * const traced: Middleware = (next) => async (request) => {
 *   request.headers.set("traceparent", newTraceParent());
 *   return next(request);
 * };
 */
export type Middleware = (next: Handler) => Handler;

/** One handler out of many: the first middleware is the outermost. */
export function composeMiddleware(middleware: readonly Middleware[], handler: Handler): Handler {
  return middleware.reduceRight((next, wrap) => wrap(next), handler);
}
