/** How the body of a response ended. */
export interface BodyEnd {
  /** What reading it failed with, or what it was cancelled for; undefined: it was read to its end, or cancelled without a reason. */
  readonly error?: unknown;
  /** True: nobody can read it any more, and nobody has read it to its end. */
  readonly isDropped?: boolean;
}

/**
 * Watches the body of a response that someone else reads: learns when it ends, and can end it early. It holds the body only
 * while somebody waits for its next chunk, so that a response which nobody reads is collected as garbage.
 */
export class BodyWatch {
  readonly #onEnd: (end: BodyEnd) => void;
  #interruption: { readonly reason: unknown } | undefined;
  /** Fails the read that is waiting. */
  #failRead: ((reason: unknown) => void) | undefined;
  #isOver = false;

  /** @param onEnd Called once. It must not refer to the response. */
  constructor(onEnd: (end: BodyEnd) => void) {
    this.#onEnd = onEnd;
  }

  /** The same response with its body watched. A body that is no web stream cannot be watched: it counts as ended. */
  wrap(response: Response): Response {
    const { body, url } = response;
    if (response.bodyUsed || typeof body?.getReader !== "function") {
      this.end();
      return response;
    }
    const stream = new ReadableStream(new WatchedSource(this, response), { highWaterMark: 0 });
    if (typeof FinalizationRegistry === "function") {
      dropped ??= new FinalizationRegistry((watch) => watch.end({ isDropped: true }));
      dropped.register(stream, this);
    }
    return Object.defineProperty(new Response(stream, response), "url", { value: url });
  }

  /** Ends the body early: reading it fails with the reason. */
  interrupt(reason: unknown): void {
    this.#interruption ??= { reason };
    this.#failRead?.(reason);
    this.end({ error: reason });
  }

  /** The body ended. Only the first call counts. */
  end(end: BodyEnd = {}): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onEnd(end);
  }

  /** The next chunk of the body. */
  async read(reader: Reader): Promise<ReadableStreamReadResult<Chunk>> {
    if (this.#interruption !== undefined) throw this.#interruption.reason;
    try {
      return await new Promise((resolve, reject) => {
        this.#failRead = reject;
        reader.read().then(resolve, reject);
      });
    } finally {
      this.#failRead = undefined;
    }
  }
}

type Chunk = Uint8Array<ArrayBuffer>;
type Reader = ReadableStreamDefaultReader<Chunk>;

let dropped: FinalizationRegistry<BodyWatch> | undefined;

/** Passes the chunks of a body on when they are asked for. It holds the response, whose body some platforms cancel otherwise. */
class WatchedSource implements UnderlyingByteSource {
  readonly type = "bytes";
  readonly #watch: BodyWatch;
  readonly #response: Response;
  #reader: Reader | undefined;

  constructor(watch: BodyWatch, response: Response) {
    this.#watch = watch;
    this.#response = response;
  }

  async pull(controller: ReadableByteStreamController): Promise<void> {
    const reader = this.#begun();
    try {
      let { done, value } = await this.#watch.read(reader);
      // A stream of bytes takes no empty chunk.
      while (value?.byteLength === 0) ({ done, value } = await this.#watch.read(reader));
      if (done) {
        this.#watch.end();
        controller.close();
        controller.byobRequest?.respond(0);
      } else {
        // A copy: the stream takes over the memory of what it is given, which may be somebody else's.
        controller.enqueue(new Uint8Array(value as Chunk));
      }
    } catch (error) {
      this.#watch.end({ error });
      reader.cancel(error).catch(() => {});
      throw error;
    }
  }

  cancel(reason: unknown): Promise<void> {
    this.#watch.end({ error: reason });
    return this.#begun().cancel(reason);
  }

  #begun(): Reader {
    this.#reader ??= this.#response.body?.getReader() as Reader;
    return this.#reader;
  }
}
