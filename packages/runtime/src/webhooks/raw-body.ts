import { WebhookError } from "./webhook-error.js";

/** The raw body of a request. */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

/** The longest body that is taken when nothing else is said: events are a few kilobytes. */
export const DEFAULT_MAX_BYTES = 1_048_576;

/**
 * Bytes of a body that is too long which are still read, and thrown away. A connection that is closed while its sender still
 * writes takes the answer with it, so a longer body may get none.
 */
export const MOST_DISCARDED_BYTES = 16_777_216;

/** Bytes that Web Crypto takes. `Uint8Array<ArrayBuffer>` is the same, but compilers before TypeScript 5.7 cannot read it. */
export type Bytes = Uint8Array & { readonly buffer: ArrayBuffer };

/** A body as bytes. */
export function bytesOf(body: WebhookBody): Bytes {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  return body as Bytes;
}

/** Chunks as one. */
export function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** What is answered to a body that is too long. */
export function tooLarge(maxBytes: number): WebhookError {
  return new WebhookError("too-large", `the body is longer than ${maxBytes} bytes`);
}

/** What is answered when the bytes that were signed are gone. */
export function bodyConsumed(by: string): WebhookError {
  return new WebhookError(
    "body-consumed",
    `the body was read before the webhook handler got it, by ${by}. The signature is of its bytes, so the handler has to read them itself`,
  );
}

/** What is answered when the sender, or the network, gave up before the end of the body. */
export function brokenOff(cause?: unknown): WebhookError {
  return new WebhookError("not-an-event", "the request broke off", { cause });
}
