import { ContentError } from "../errors/index.js";
import type { ByteSource } from "./byte-source.js";
import { isBytes } from "./bytes.js";
import { deferredReader, readerOf } from "./chunk-reader.js";
import type { ByteStream, StreamContent, WebStream } from "./content-types.js";

/**
 * A stream as a source, or a function that opens one.
 *
 * @throws ContentError when the stream can no longer be read, or yields strings.
 */
export function streamSource(
  stream: StreamContent["stream"],
  facts: Pick<ByteSource, "label" | "size" | "type" | "name">,
): ByteSource {
  const { label } = facts;
  if (typeof stream === "function") {
    const open = async () => readerOf(readable(label, await stream()));
    return { ...facts, isRepeatable: true, open: () => deferredReader(open) };
  }
  const { path } = readable(label, stream) as Partial<NodeStream>;
  const name = facts.name ?? (typeof path === "string" ? path.split(/[\\/]/).pop() : undefined);
  return { ...facts, name, isRepeatable: Array.isArray(stream), open: () => readerOf(stream) };
}

/** Whether a value is a stream: a web stream, a Node stream or an async iterable. */
export function isStream(value: object): value is WebStream | AsyncIterable<never> {
  return "getReader" in value || Symbol.asyncIterator in value;
}

/** Whether a value can be read chunk by chunk. */
export function isByteStream(value: unknown): value is ByteStream {
  return (
    typeof value === "object" &&
    value !== null &&
    !isBytes(value) &&
    (isStream(value) || Symbol.iterator in value)
  );
}

/** The part of a Node stream that is used. */
interface NodeStream {
  readonly readable: boolean;
  readonly readableFlowing: boolean | null;
  readonly readableEncoding: string | null;
  readonly path?: unknown;
  on(event: "error", listener: () => void): unknown;
}

function readable(label: string, stream: ByteStream): ByteStream {
  if (!isByteStream(stream)) throw new ContentError(label, "is a function that returned no stream");
  const { locked, readable, readableFlowing, readableEncoding } = stream as Partial<WebStream & NodeStream>;
  if (readable === false) throw new ContentError(label, "has ended or was destroyed");
  if (locked || readableFlowing) throw new ContentError(label, "is being read by something else");
  if (readableEncoding)
    throw new ContentError(label, "has an encoding, so it yields strings instead of bytes");
  // An error before the stream is read would crash the process. Reading the stream reports it.
  if (readableFlowing !== undefined) (stream as unknown as NodeStream).on("error", () => {});
  return stream;
}
