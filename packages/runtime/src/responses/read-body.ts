/**
 * Reads the body of a response.
 *
 * @param limit Maximum size in bytes, after decompression.
 * @param kind `text` is decoded with the charset of the content type, anything else as UTF-8. A byte order mark is removed.
 * @throws RangeError when the body is larger. The rest is not read, and the connection is closed.
 */
export async function readBody(response: Response, limit: number, kind?: unknown): Promise<string> {
  const { body, headers } = response;
  // There is no body, or it comes from a `fetch` whose bodies are not web streams.
  if (!body?.getReader) return response.text();
  const reader = body.getReader();
  // Most bodies have one chunk. An array that grows would have room for many.
  let chunks: Uint8Array[] | undefined;
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
    if (chunks === undefined) chunks = [value];
    else chunks.push(value);
  }
  const decoder = kind === "text" ? decoderOf(headers.get("content-type") ?? "") : UTF8;
  return decoder.decode(joined(chunks ?? [], size));
}

/** The bytes of all chunks. */
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
