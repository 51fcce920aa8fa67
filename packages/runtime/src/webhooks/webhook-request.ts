import type { WebhookBody } from "./raw-body.js";
import type { HeaderValue } from "./signature.js";
import { WebhookError } from "./webhook-error.js";

/** The headers of a request: a `Headers`, or an object as Node has it. */
export type WebhookHeaders = Headers | Readonly<Record<string, HeaderValue>>;

/** A request as every server can give it. */
export interface WebhookRequest {
  readonly body: WebhookBody;
  readonly headers: WebhookHeaders;
}

/** What to answer. */
export interface WebhookAnswer {
  /** 200: handled, or a repetition. 4xx: not an event. 5xx: not handled; the sender tries again. */
  readonly status: number;
  /** A sentence for whoever reads the sender's log. */
  readonly body: string;
  /** With 503: seconds after which to try again, for the header `Retry-After`. */
  readonly retryAfter?: number;
}

/** Answers a request, which `read` reads. The promise is never rejected. */
export type AnswerRequest = (read: () => Promise<WebhookRequest>) => Promise<WebhookAnswer>;

/** @throws WebhookError for any other method. */
export function requirePost({ method }: { readonly method?: string | undefined }): void {
  if (method !== "POST") throw new WebhookError("wrong-method", "events come by POST");
}

/** The headers of an answer. */
export function headersOf({ retryAfter }: WebhookAnswer): Record<string, string> {
  const headers: Record<string, string> = { "content-type": "text/plain; charset=utf-8" };
  if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
  return headers;
}
