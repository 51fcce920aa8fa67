import type { WebhookBody } from "./raw-body.js";
import type { HeaderValue } from "./signature.js";

/** The headers of a request: a `Headers`, or an object as Node has it. */
export type WebhookHeaders = Headers | Readonly<Record<string, HeaderValue>>;

/** A request as every server can give it. */
export interface WebhookRequest {
  readonly body: WebhookBody;
  readonly headers: WebhookHeaders;
}

/** What to answer. */
export interface WebhookAnswer {
  /** 200: handled, or a repetition. 4xx: no event. 500: a listener failed; the sender tries again. */
  readonly status: number;
  /** A sentence for whoever reads the sender's log. */
  readonly body: string;
}
