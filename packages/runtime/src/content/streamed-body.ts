import { APIError, ContentError } from "../errors/index.js";
import type { ByteSource } from "./byte-source.js";
import { CheckedReader } from "./checked-reader.js";
import { canSendStreams, streamInit } from "./fetch-init.js";

/** A body that is read while it is sent, so that it is never entirely in memory. */
export class StreamedBody {
  /** Size in bytes; undefined if it is known only at the end of the stream. */
  readonly size: number | undefined;
  /** Whether it can be sent more than once. */
  readonly isRepeatable: boolean;
  readonly #source: ByteSource;
  readonly #onSent: ((sent: number) => void) | undefined;
  #reader: CheckedReader;
  #isSent = false;

  /**
   * @param onSent Called with the number of bytes that `fetch` has consumed, starting at 0 in each attempt.
   * @throws ContentError when this platform cannot send the content.
   */
  constructor(source: ByteSource, onSent?: (sent: number) => void) {
    const { label, whole, size = 0 } = source;
    if (whole === undefined && size > MOST_COLLECTED && !canSendStreams()) {
      throw new ContentError(
        label,
        `is a stream of more than ${MOST_COLLECTED} bytes, which browsers cannot send: pass a Blob`,
      );
    }
    this.size = source.size;
    this.isRepeatable = source.isRepeatable;
    this.#source = source;
    this.#reader = new CheckedReader(source);
    this.#onSent = onSent;
  }

  /**
   * Reads the first bytes of a stream before anything is sent. Rejects with a `TypeError` if there are none or they are not bytes,
   * and with an `APIError` if they cannot be read.
   */
  async peek(): Promise<void> {
    if (this.#source.whole === undefined) await this.#reader.peek();
  }

  /** Sends the body with `fetch`. If that fails, the stream is cancelled. */
  async send(fetch: FetchFunction, url: string, init: RequestInit): Promise<Response> {
    if (this.#isSent) this.#reader = new CheckedReader(this.#source);
    this.#isSent = true;
    const reader = this.#reader;
    try {
      const isStreamed = this.#isStreamed();
      const typed = { ...init, headers: this.#headersFor(init) };
      const { size } = this;
      const response = await fetch(
        url,
        isStreamed
          ? streamInit(typed, streamOf(reader, this.#onSent), size)
          : { ...typed, body: await this.#wholeBody(reader) },
      );
      if (!response.ok) reader.close();
      else if (!isStreamed) this.#onSent?.(size ?? 0);
      return response;
    } catch (error) {
      reader.close();
      throw failureOf(reader.failure ?? error);
    }
  }

  /** Cancels the stream, whether it was opened or not. */
  cancel(): void {
    this.#reader.close();
  }

  #headersFor(init: RequestInit): Headers {
    const headers = new Headers(init.headers);
    const { type } = this.#source;
    if (type && !headers.has("content-type")) headers.set("content-type", type);
    return headers;
  }

  /** Whether the body is sent as a stream. Small content in one piece need not be, and some platforms cannot send streams. */
  #isStreamed(): boolean {
    const { size, whole } = this.#source;
    if (size === undefined) return true;
    return size > (whole === undefined ? 0 : LARGEST_WHOLE) && canSendStreams();
  }

  async #wholeBody(reader: CheckedReader): Promise<Blob | Uint8Array<ArrayBuffer>> {
    const whole = this.#source.whole ?? (await new Response(streamOf(reader)).blob());
    // Deno sends an empty Blob chunked, and an empty array with `content-length: 0`.
    return this.size === 0 ? new Uint8Array() : (whole as Blob);
  }
}

/** Size of the largest content that is passed to `fetch` in one piece, in bytes: 1 MiB. */
export const LARGEST_WHOLE: number = 2 ** 20;

/** The part of the global `fetch` that is used. */
type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/** Maximum size of a stream that is buffered if `fetch` cannot send it, in bytes: 64 MiB. */
const MOST_COLLECTED = 2 ** 26;

/** A stream that reads more only on demand. */
function streamOf(reader: CheckedReader, onSent?: (sent: number) => void): ReadableStream {
  let sent = 0;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const bytes = await reader.read();
      if (bytes === undefined) return controller.close();
      controller.enqueue(bytes);
      sent += bytes.length;
      onSent?.(sent);
    },
    cancel: () => reader.close(),
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

/** Converts the error of a request. Content that turns out to be invalid while it is being sent is not an argument error. */
function failureOf(error: unknown): unknown {
  const { message, cause } = Object(error) as Error;
  const isRedirect = /unexpected ?redirect|redirect mode/i.test(
    `${message} ${(cause as Error | undefined)?.message}`,
  );
  if (!isRedirect && !(error instanceof ContentError)) return error;
  return new APIError(isRedirect ? "the server sent a redirect, which is not followed" : message, {
    cause: error,
  });
}
