import { APIError, ContentError, type Failure, knownCode } from "../errors/index.js";
import type { ByteSource, ChunkReader } from "./byte-source.js";
import { isBytes, kindOf, toBytes } from "./bytes.js";

const NOTHING = new Uint8Array();
const LARGEST_PIECE = 2 ** 18;

/**
 * Reads a source as bytes and enforces its size. The last bytes are held back until the content has ended, because a server that
 * has received the announced number of bytes considers the content complete.
 */
export class CheckedReader implements ChunkReader {
  /** The error that reading failed with. */
  failure: unknown;
  readonly #source: ByteSource;
  #reader: ChunkReader | undefined;
  #peeked: Promise<Uint8Array | undefined> | undefined;
  /** Bytes read but not returned yet. */
  #rest: Uint8Array = NOTHING;
  #count = 0;
  #hasEnded = false;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Reads the first bytes ahead; `read` returns them later. Rejects like `read`. */
  async peek(): Promise<void> {
    this.#peeked ??= this.#take();
    await this.#peeked;
  }

  /**
   * The next bytes: at least one, and few enough for progress to be visible; undefined at the end.
   *
   * @throws ContentError when the content is not bytes, or not as many as its size.
   * @throws APIError when the content cannot be read; `cause` is the reason.
   */
  async read(): Promise<Uint8Array | undefined> {
    if (this.#rest.length === 0) {
      const peeked = this.#peeked;
      this.#peeked = undefined;
      this.#rest = (await (peeked ?? this.#take())) ?? NOTHING;
    }
    const piece = this.#rest.subarray(0, LARGEST_PIECE);
    this.#rest = this.#rest.subarray(piece.length);
    return piece.length > 0 ? piece : undefined;
  }

  /** Stops reading. A stream that was not opened is cancelled as well. */
  close(): void {
    this.#hasEnded = true;
    this.#rest = NOTHING;
    this.#peeked = undefined;
    if (this.#reader !== undefined || !this.#source.isRepeatable) this.#open().close();
  }

  async #take(): Promise<Uint8Array | undefined> {
    try {
      const bytes = await this.#next();
      await this.#check(bytes?.length ?? 0);
      return bytes;
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  /** @param length Number of bytes read; 0 at the end. */
  async #check(length: number): Promise<void> {
    const { label, size } = this.#source;
    this.#count += length;
    if (size === undefined) return;
    if (length === 0 && this.#count < size) {
      throw new ContentError(label, `ended after ${this.#count} of its ${size} bytes`);
    }
    if (this.#count > size || (this.#count === size && (await this.#next()) !== undefined)) {
      throw new ContentError(label, `has more than its ${size} bytes`);
    }
  }

  async #next(): Promise<Uint8Array | undefined> {
    while (!this.#hasEnded) {
      const chunk = await this.#readChunk();
      if (chunk === undefined) break;
      if (!isBytes(chunk)) {
        throw new ContentError(this.#source.label, `yielded ${kindOf(chunk)}, not bytes`);
      }
      const bytes = toBytes(this.#source.label, chunk);
      if (bytes.length > 0) return bytes;
    }
    this.#hasEnded = true;
    return undefined;
  }

  async #readChunk(): Promise<unknown> {
    try {
      return await this.#open().read();
    } catch (cause) {
      if (cause instanceof ContentError || this.#source.hasParts) throw cause;
      const failure = Object(cause) as Failure;
      // Only the name or code, because the message may contain a URL.
      const reason = knownCode(failure) ?? String(failure.name ?? kindOf(cause));
      throw new APIError(`${this.#source.label} cannot be read: ${reason}`, { cause });
    }
  }

  #open(): ChunkReader {
    this.#reader ??= this.#source.open();
    return this.#reader;
  }
}
