import type { WebhookBody } from "./raw-body.js";
import type { HeaderValue } from "./signature.js";
import { WebhookError } from "./webhook-error.js";

/** The headers of a request: a `Headers` object of any library, or an object as in Node. */
export type WebhookHeaders = Headers | HeaderEntries | Readonly<Record<string, HeaderValue>>;

/** Headers as names and values. */
export type HeaderEntries = Iterable<readonly [name: string, value: HeaderValue]>;

/** A request in a form that every server can provide. */
export interface WebhookRequest {
  readonly body: WebhookBody;
  readonly headers: WebhookHeaders;
}

/** The response to send. */
export interface WebhookAnswer {
  /** 200: handled, or a repetition. 4xx: not an event. 5xx: not handled; the sender retries. */
  readonly status: number;
  /** A message for readers of the sender's log. */
  readonly body: string;
  /** With 503: seconds after which to retry, for the `Retry-After` header. */
  readonly retryAfter?: number;
}

/** Handles the request that `read` returns. The promise is never rejected. */
export type AnswerRequest = (read: () => Promise<WebhookRequest>) => Promise<WebhookAnswer>;

/** @throws WebhookError for any other method. */
export function requirePost({ method }: { readonly method?: string | undefined }): void {
  if (method !== "POST") throw new WebhookError("wrong-method", "events must be sent by POST");
}

/** The headers of a response. */
export function headersOf({ retryAfter }: WebhookAnswer): Record<string, string> {
  const headers: Record<string, string> = { "content-type": "text/plain; charset=utf-8" };
  if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
  return headers;
}
