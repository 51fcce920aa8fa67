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
 * A function around each attempt. Call `next` once; to look at a body, read it from `response.clone()`. What it throws
 * reaches the caller untouched and is not retried. One that answers without `next` takes no slot of the rate limit; `next`
 * fails once such an attempt has ended.
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
