/**
 * Reads the body of a response.
 *
 * @param limit The most bytes that it may have, after decompression.
 * @param kind `binary` makes a Blob. `text` is decoded by the charset of the content type, anything else as UTF-8; a byte
 * order mark is no part of the text.
 * @throws RangeError when it has more bytes; they are not read, and the connection is closed.
 */
export async function readBody(response: Response, limit: number, kind?: unknown): Promise<string | Blob> {
  const { body, headers } = response;
  const isBinary = kind === "binary";
  if (!body?.getReader) {
    // There is none, or it comes from a `fetch` whose bodies are no web streams.
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
    // A charset that does not exist says nothing.
    return new TextDecoder();
  }
}
