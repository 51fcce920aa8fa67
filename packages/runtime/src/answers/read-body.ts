/** Converts what was read, without a further promise. */
export interface BodyReader<Result> {
  /** The result of a body. May throw. */
  result(content: string | Blob): Result;
  /** The error to throw if reading fails. `cause` is a `RangeError` if the body is too large. */
  failure(cause: unknown): unknown;
}

/**
 * Reads the body of a response.
 *
 * @param limit Maximum size in bytes, after decompression. If the body is larger, the rest is not read, and the connection is closed.
 * @param kind `binary` is read as a Blob. `text` is decoded with the charset of the content type, anything else as UTF-8. A byte order
 * mark is removed.
 */
export async function readBody<Result>(
  response: Response,
  limit: number,
  kind: unknown,
  converter: BodyReader<Result>,
): Promise<Result> {
  const { body, headers } = response;
  const isBinary = kind === "binary";
  let content: string | Blob;
  try {
    if (!body?.getReader) {
      // There is no body, or it comes from a `fetch` whose bodies are not web streams.
      content = await (isBinary ? response.blob() : response.text());
    } else {
      const reader = body.getReader();
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      let size = 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        size += value.byteLength;
        if (size > limit) {
          const error = new RangeError(`the body is larger than ${limit} bytes`);
          reader.cancel(error).catch(() => {});
          throw error;
        }
        chunks.push(value);
      }
      content = contentOf(chunks, size, kind, headers);
    }
  } catch (cause) {
    throw converter.failure(cause);
  }
  return converter.result(content);
}

/** Reads a body as text, or as a Blob; rejects with whatever reading it fails with. */
export const UNCONVERTED: BodyReader<string | Blob> = {
  result: (content) => content,
  failure: (cause) => cause,
};

function contentOf(
  chunks: Uint8Array<ArrayBuffer>[],
  size: number,
  kind: unknown,
  headers: Headers,
): string | Blob {
  const isBinary = kind === "binary";
  if (kind !== "text" && !isBinary) return UTF8.decode(joined(chunks, size));
  const type = headers.get("content-type") ?? "";
  return isBinary ? new Blob(chunks, { type }) : decoderOf(type).decode(joined(chunks, size));
}

/** The bytes of all chunks, of which most bodies have one. */
function joined(chunks: readonly Uint8Array[], size: number): Uint8Array | undefined {
  if (chunks.length <= 1) return chunks[0];
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** Shared by all bodies, because creating a decoder takes longer than decoding a small body. */
const UTF8 = /* @__PURE__ */ new TextDecoder();

function decoderOf(contentType: string): TextDecoder {
  try {
    return new TextDecoder(/charset="?([^\s";]+)/i.exec(contentType)?.[1]);
  } catch {
    // Unknown charsets are ignored.
    return UTF8;
  }
}
