/**
 * Reads the body of a response.
 *
 * @param limit Maximum size in bytes, after decompression.
 * @param kind `binary` returns a Blob. `text` is decoded with the charset of the content type, anything else as UTF-8. A byte order
 * mark is removed.
 * @throws RangeError when it has more bytes. The rest is not read, and the connection is closed.
 */
export async function readBody(response: Response, limit: number, kind?: string): Promise<string | Blob> {
  const { body, headers } = response;
  const isBinary = kind === "binary";
  if (!body?.getReader) {
    // There is no body, or it comes from a `fetch` whose bodies are not web streams.
    return isBinary ? response.blob() : response.text();
  }
  const type = headers.get("content-type") ?? "";
  const reader = body.getReader();
  const decoder = decoderOf(kind === "text" ? type : "");
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let text = "";
  for (let left = limit; ; ) {
    const { done, value } = await reader.read();
    if (done) return isBinary ? new Blob(chunks, { type }) : text + decoder.decode();
    left -= value.byteLength;
    if (left < 0) {
      const error = new RangeError(`the body is larger than ${limit} bytes`);
      reader.cancel(error).catch(() => {});
      throw error;
    }
    if (isBinary) chunks.push(value);
    else text += decoder.decode(value, { stream: true });
  }
}

function decoderOf(contentType: string): TextDecoder {
  try {
    return new TextDecoder(/charset="?([^\s";]+)/i.exec(contentType)?.[1]);
  } catch {
    // Unknown charsets are ignored.
    return new TextDecoder();
  }
}
