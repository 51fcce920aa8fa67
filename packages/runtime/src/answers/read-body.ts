/** A body as far as it was read. */
export interface ReadBody {
  readonly content: string | Blob;
  /** Whether it has more bytes than it may have. It was read up to that size, and its connection is closed. */
  readonly isCut: boolean;
}

/**
 * Reads the body of a response, at most `limit` bytes of it after decompression.
 *
 * @param kind `binary` makes a Blob. `text` is decoded by the charset of the content type, anything else as UTF-8; a byte
 * order mark is no part of the text.
 */
export async function readBody(
  response: Response,
  limit: number,
  kind: "json" | "binary" | "text" | "empty",
): Promise<ReadBody> {
  const { body, bodyUsed, headers } = response;
  const type = headers.get("content-type") ?? "";
  if (bodyUsed || typeof body?.getReader !== "function") {
    // There is none, it was read before (which throws), or it comes from a `fetch` whose bodies are no web streams.
    return { content: kind === "binary" ? await response.blob() : await response.text(), isCut: false };
  }
  if (kind === "binary") {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const isCut = await readChunks(body, limit, (chunk) => chunks.push(chunk));
    return { content: new Blob(chunks, { type }), isCut };
  }
  const decoder = kind === "text" ? decoderOf(type) : new TextDecoder();
  let content = "";
  const isCut = await readChunks(body, limit, (chunk) => {
    content += decoder.decode(chunk, { stream: true });
  });
  return { content: content + decoder.decode(), isCut };
}

/** Hands on the chunks of a stream up to so many bytes. True: there are more of them, and the stream was cancelled. */
async function readChunks(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
  take: (chunk: Uint8Array<ArrayBuffer>) => void,
): Promise<boolean> {
  const reader = stream.getReader();
  let left = limit;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return false;
    take(left < value.byteLength ? value.subarray(0, left) : value);
    left -= value.byteLength;
    if (left < 0) {
      reader.cancel().catch(() => {});
      return true;
    }
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
