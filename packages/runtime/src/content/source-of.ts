import { blobSource, isBlob } from "./blob-source.js";
import { bodySource, isBody } from "./body-source.js";
import type { ByteSource } from "./byte-source.js";
import { isBytes } from "./bytes.js";
import { ContentError } from "./content-error.js";
import type { StreamContent, TextContent } from "./content-types.js";
import { memorySource } from "./memory-source.js";
import { isByteStream, isStream, streamSource } from "./stream-source.js";

/**
 * Content of any kind as a source.
 *
 * @param label What the content is called in messages.
 * @throws ContentError when it is no content, or cannot be read any more.
 */
export function sourceOf(label: string, content: unknown): ByteSource {
  const source = fileSource(label, content);
  if (source !== undefined) return source;
  const { text, then } = Object(content) as Partial<TextContent & Promise<unknown>>;
  if (typeof content === "object" && typeof text === "string") {
    return memorySource(label, new TextEncoder().encode(text));
  }
  if (typeof then === "function") throw new ContentError(label, "a Promise is no content: await it first");
  throw new ContentError(
    label,
    typeof content === "string"
      ? "a string may be a path or text: pass a Blob, such as that of openAsBlob(path), or { text }"
      : `${kindOf(content)} is no content: pass a Blob, bytes, { stream, size }, a Response or { text }`,
  );
}

/**
 * The content of a file as a source; undefined for other values, text among them.
 *
 * @throws ContentError when it cannot be read any more.
 */
export function fileSource(label: string, content: unknown): ByteSource | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  if (isBytes(content)) return memorySource(label, content);
  if (isBlob(content)) return blobSource(label, content);
  if (isBody(content)) return bodySource(label, content);
  if (isStream(content)) return streamSource(content, { label, size: undefined });
  const { stream, size, name, type } = content as Partial<StreamContent>;
  if (typeof stream !== "function" && !isByteStream(stream)) return undefined;
  if (!(Number.isSafeInteger(size) && (size as number) >= 0)) {
    throw new ContentError(label, `size must be the number of bytes, not ${String(size)}`);
  }
  return streamSource(stream, { label, size, name, type });
}

/** What a value is, for a message that must not repeat the value. */
function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return `${value === null ? value : typeof value}`;
  return String(value.constructor?.name ?? "an object");
}
