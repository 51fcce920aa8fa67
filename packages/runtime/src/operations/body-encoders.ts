import { type ByteSource, LARGEST_WHOLE, StreamedBody, sourceOf } from "../content/index.js";
import type { BodyEncoder, EncodedBody, RequestBody } from "./encoders.js";
import { type FormField, fieldsOf, fieldText } from "./form-fields.js";
import { multipartSource } from "./multipart-source.js";

/** Encodes JSON. Omits undefined properties; sends null. */
export const jsonBody: BodyEncoder = (value) => ({
  content: JSON.stringify(value),
  contentType: "application/json",
});

/** Encodes the body of operations with `body: "text"`. Throws a `TypeError` for values without a text form, such as objects. */
export const textBody: BodyEncoder = (value, where = "body") => {
  if (/object|function|symbol/.test(typeof value)) throw new TypeError(`${where} is not text`);
  return { content: String(value), contentType: "text/plain" };
};

/**
 * Encodes the body of operations with `body: "binary"`: text, or any content that uploads accept. The content type is the media
 * type of the content, if it has one. A stream without a size is sent chunked.
 */
export const binaryBody: BodyEncoder = (value, where = "body") => {
  const source = typeof value === "string" ? undefined : sourceOf(where, value);
  return {
    content: source === undefined ? (value as string) : contentOf(source),
    contentType: source?.type || "application/octet-stream",
  };
};

/** Encodes the body of operations with `body: "form"`. Arrays repeat the name, null is omitted, objects are JSON. */
export const formBody: BodyEncoder = (value, where = "body:") => ({
  content: new URLSearchParams(fieldsOf(value).map((field) => [field[0], fieldText(where, field)])),
  contentType: "application/x-www-form-urlencoded",
});

/**
 * Encodes the body of operations with `body: "multipart"`. Arrays repeat the name, null is omitted, objects are JSON parts.
 * Files can be any content that uploads accept, except text. If a stream has no size, the whole body is sent chunked.
 */
export const multipartBody: BodyEncoder = (value, where = "body:", _fields, type) =>
  multipartOf(where, fieldsOf(value), type);

/** Encodes the fields of a form as a multipart body. */
export function multipartOf(where: string, fields: readonly FormField[], type?: string): EncodedBody {
  return { content: contentOf(multipartSource(where, fields, type)) };
}

function contentOf(source: ByteSource): RequestBody {
  const { size = Infinity } = source;
  return (size <= LARGEST_WHOLE && source.whole) || new StreamedBody(source);
}
