import type { Clock } from "../platform/index.js";
import { WebhookError } from "./webhook-error.js";

/** The raw body of a request. */
export type WebhookBody = string | Uint8Array | ArrayBuffer;

/** The longest body that is taken when nothing else is said: events are a few kilobytes. */
const DEFAULT_MAX_BYTES = 1_048_576;

/**
 * Bytes of a body that is too long which are still read, and thrown away. A connection that is closed while its sender still
 * writes takes the answer with it, so a longer body may get none.
 */
const MOST_DISCARDED_BYTES = 16_777_216;

/** Bytes that Web Crypto takes. `Uint8Array<ArrayBuffer>` is the same, but compilers before TypeScript 5.7 cannot read it. */
export type Bytes = Uint8Array & { readonly buffer: ArrayBuffer };

/** How much of a body is read, and how long. */
export interface BodyLimits {
  /** undefined: the default. */
  readonly maxBytes: number | undefined;
  /** Milliseconds. */
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

/** Collects the chunks of a body, up to `maxBytes`. Of what is longer, nothing is kept. */
export class BodyCollector {
  readonly #maxBytes: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(maxBytes: number = DEFAULT_MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** Takes a chunk; text is UTF-8. False: the rest is not worth reading. */
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

/** The error where the bytes that were signed are gone. */
export function bodyConsumed(what: "read" | "decoded", by: string): WebhookError {
  return new WebhookError(
    "body-consumed",
    `the body was ${what} before the webhook handler got it, by ${by}. The signature is of its bytes, so the handler has to read them itself`,
  );
}

/** The error where the body did not arrive in time. */
export function tooSlow({ bodyTimeout }: BodyLimits): WebhookError {
  return new WebhookError("body-timeout", `the body did not arrive within ${bodyTimeout} ms`);
}

/** The error where the sender, or the network, gave up before the end of the body. */
export function brokenOff(cause?: unknown): WebhookError {
  return new WebhookError("not-an-event", "the request broke off", { cause });
}

/** @throws WebhookError when it is no raw body. */
function toBytes(body: WebhookBody): Bytes {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (ArrayBuffer.isView(body)) return body as Bytes;
  // Also one of another realm, for which `instanceof` would be false.
  const kind = Object.prototype.toString.call(body).slice(8, -1);
  if (kind === "ArrayBuffer") return new Uint8Array(body);
  throw new WebhookError(
    "body-consumed",
    `the body is ${kind}, not the bytes that were signed: pass the raw body as a string, a Uint8Array or an ArrayBuffer. JSON that was parsed and written again is another text`,
  );
}

function tooLarge(maxBytes: number): WebhookError {
  return new WebhookError("too-large", `the body is longer than ${maxBytes} bytes`);
}
