import type { Clock } from "../platform/index.js";
import { WebhookError } from "./webhook-error.js";

/** The raw body of a request. */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

/** Default maximum size of a body, in bytes: events have a few kilobytes. */
const DEFAULT_MAX_BYTES = 1_048_576;

/**
 * How many bytes of a body that is too long are still read and discarded. Closing a connection while the sender is still writing
 * loses the response, so the sender of a longer body may get none.
 */
const MOST_DISCARDED_BYTES = 16_777_216;

/** Bytes that Web Crypto accepts. The same as `Uint8Array<ArrayBuffer>`, which TypeScript before 5.7 does not support. */
export type Bytes = Uint8Array & { readonly buffer: ArrayBuffer };

/** Limits for reading a body. */
export interface BodyLimits {
  /** Maximum size in bytes; undefined: the default. */
  readonly maxBytes: number | undefined;
  /** Time limit in ms. */
  readonly bodyTimeout: number;
  readonly clock: Clock;
}

/**
 * A body as bytes.
 *
 * @throws WebhookError when there are more than `maxBytes`.
 */
export function bytesOf(body: WebhookBody, maxBytes: number = DEFAULT_MAX_BYTES): Bytes {
  const bytes = toBytes(body);
  if (bytes.length > maxBytes) throw tooLarge(maxBytes);
  return bytes;
}

/** Collects the chunks of a body, up to `maxBytes`. Nothing is kept of a longer body. */
export class BodyCollector {
  readonly #maxBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number = DEFAULT_MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** Adds a chunk; strings are encoded as UTF-8. Returns false if the rest need not be read. */
  add(chunk: string | Uint8Array): boolean {
    const bytes = toBytes(chunk);
    this.#length += bytes.length;
    if (this.#length <= this.#maxBytes) this.#chunks.push(bytes);
    else this.#chunks.length = 0;
    return this.#length <= this.#maxBytes + MOST_DISCARDED_BYTES;
  }

  /** @throws WebhookError when there were more than `maxBytes`. */
  bytes(): Uint8Array {
    if (this.#length > this.#maxBytes) throw tooLarge(this.#maxBytes);
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }
}

/** The error when the signed bytes are no longer available. */
export function bodyConsumed(what: "read" | "decoded", by: string): WebhookError {
  return new WebhookError(
    "body-consumed",
    `the body was ${what} before the webhook handler got it, by ${by}. The signature covers the raw bytes, so the handler must read them itself`,
  );
}

/** The error when the body did not arrive in time. */
export function tooSlow({ bodyTimeout }: BodyLimits): WebhookError {
  return new WebhookError("body-timeout", `the body did not arrive within ${bodyTimeout} ms`);
}

/** The error when the sender or the network failed before the end of the body. */
export function brokenOff(cause?: unknown): WebhookError {
  return new WebhookError("not-an-event", "the request was cut off", { cause });
}

/** @throws WebhookError when it is not a raw body. */
function toBytes(body: WebhookBody): Bytes {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (ArrayBuffer.isView(body)) {
    return new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength);
  }
  // Also one of another realm, for which `instanceof` would be false.
  const kind = Object.prototype.toString.call(body).slice(8, -1);
  if (kind === "ArrayBuffer") return new Uint8Array(body);
  throw new WebhookError(
    "body-consumed",
    `the body is ${kind}, not the bytes that were signed: pass the raw body as a string, a Uint8Array or an ArrayBuffer. JSON that was parsed and serialized again may differ`,
  );
}

function tooLarge(maxBytes: number): WebhookError {
  return new WebhookError("too-large", `the body is longer than ${maxBytes} bytes`);
}
