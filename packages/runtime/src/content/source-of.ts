import { ContentError } from "../errors/index.js";
import { bodySource, isBody } from "./body-source.js";
import type { ByteSource } from "./byte-source.js";
import { isBytes, kindOf } from "./bytes.js";
import type { StreamContent, TextContent } from "./content-types.js";
import { memorySource } from "./memory-source.js";
import { isByteStream, isStream, streamSource } from "./stream-source.js";

/**
 * Content of any kind as a source.
 *
 * @param label Name of the content in error messages.
 * @throws ContentError when it is not valid content, or can no longer be read.
 */
export function sourceOf(label: string, content: unknown): ByteSource {
  const source = fileSource(label, content);
  if (source !== undefined) return source;
  const { text, stream } = Object(content) as Partial<TextContent & StreamContent>;
  if (typeof content === "object" && typeof text === "string") {
    if (/\p{Surrogate}/u.test(text)) throw new ContentError(label, "cannot be invalid Unicode");
    return memorySource(label, new TextEncoder().encode(text));
  }
  if (typeof content === "object" && stream !== undefined) {
    throw new ContentError(
      label,
      `has a stream that is ${kindOf(stream)}: pass a web stream, a Node stream, an iterable of bytes, or a function that opens one; a Blob or bytes need no stream around them`,
    );
  }
  const kind = kindOf(content);
  const advice =
    kind === "Promise"
      ? "await it first"
      : kind === "String"
        ? "pass { text } for text, and for a path a Blob, such as that of openAsBlob(path)"
        : "pass a Blob, bytes, { stream, size }, a Response or { text }";
  throw new ContentError(label, `cannot be ${kind}: ${advice}`);
}

/**
 * The content of a file as a source; undefined for other values, including strings.
 *
 * @throws ContentError when it can no longer be read.
 */
export function fileSource(label: string, content: unknown): ByteSource | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  if (isBytes(content)) return memorySource(label, content);
  if (isBody(content)) return bodySource(label, content);
  if (isStream(content)) return streamSource(content, { label, size: undefined });
  const { stream, size, name, type } = content as Partial<StreamContent>;
  if (typeof stream !== "function" && !isByteStream(stream)) return undefined;
  if (!(Number.isSafeInteger(size) && (size as number) >= 0)) {
    const shown = typeof size === "number" ? size : kindOf(size);
    throw new ContentError(label, `must have its number of bytes as size, not ${shown}`);
  }
  const whole = content instanceof Blob ? content : undefined;
  // The function of a Blob must be called as its method.
  const open = typeof stream === "function" ? () => stream.call(content) : stream;
  return { ...streamSource(open, { label, size, name, type }), whole };
}
