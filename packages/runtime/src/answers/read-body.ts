/**
 * Reads the body of a response.
 *
 * @param limit Maximum size in bytes, after decompression.
 * @param kind `binary` returns a Blob. `text` is decoded with the charset of the content type, anything else as UTF-8. A byte order
 * mark is removed.
 * @throws RangeError when the body is larger. The rest is not read, and the connection is closed.
 */
export async function readBody(response: Response, limit: number, kind?: unknown): Promise<string | Blob> {
  const { body, headers } = response;
  const isBinary = kind === "binary";
  if (!body?.getReader) {
    // There is no body, or it comes from a `fetch` whose bodies are not web streams.
    return isBinary ? response.blob() : response.text();
  }
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
