import type { ChunkReader } from "./byte-source.js";
import type { ByteStream, WebStream } from "./content-types.js";

/** Reads a stream of any kind. Nothing is read before it is requested, so backpressure reaches the stream's source. */
export function readerOf(stream: ByteStream): ChunkReader {
  return "getReader" in stream ? webReader(stream) : iterableReader(stream);
}

/** Opens a stream when the first chunk is requested, then reads it. */
export function deferredReader(open: () => Promise<ChunkReader>): ChunkReader {
  let opening: Promise<ChunkReader> | undefined;
  return {
    async read() {
      opening ??= open();
      return (await opening).read();
    },
    close() {
      opening?.then((reader) => reader.close(), ignore);
    },
  };
}

function webReader(stream: WebStream): ChunkReader {
  const reader = stream.getReader();
  let hasEnded = false;
  return {
    async read() {
      const { done, value } = await reader.read();
      hasEnded = done;
      return done ? undefined : (value ?? null);
    },
    close() {
      // In Node 20 to 24, a stream of `Readable.toWeb` that is cancelled right after a read throws an uncatchable error.
      if (!hasEnded) setTimeout(() => reader.cancel().catch(ignore));
    },
  };
}

function iterableReader(stream: Exclude<ByteStream, WebStream>): ChunkReader {
  const iterator =
    Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();
  const end = async (): Promise<unknown> => iterator.return?.();
  return {
    async read() {
      const { done, value } = await iterator.next();
      return done ? undefined : (value ?? null);
    },
    close() {
      // The iterator of a Node stream would first wait for the next chunk, which may never arrive.
      (stream as { destroy?(): unknown }).destroy?.();
      end().catch(ignore);
    },
  };
}

function ignore(): void {}
