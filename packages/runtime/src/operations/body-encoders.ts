import { type ByteSource, LARGEST_WHOLE, StreamedBody, sourceOf } from "../content/index.js";
import type { BodyEncoder, EncodedBody, RequestBody } from "./encoders.js";
import { type FormField, fieldsOf, fieldText } from "./form-fields.js";
import { multipartSource } from "./multipart-source.js";

/** Writes JSON: attributes that are undefined are left out, null is sent. */
export const jsonBody: BodyEncoder = (value) => ({
  content: JSON.stringify(value),
  contentType: "application/json",
});

/** For operations with `body: "text"`. What has no text of its own, such as an object, is a `TypeError`. */
export const textBody: BodyEncoder = (value, where = "body") => {
  if (/object|function|symbol/.test(typeof value)) throw new TypeError(`${where} is not text`);
  return { content: String(value), contentType: "text/plain" };
};

/**
 * For operations with `body: "binary"`: text, or content of a kind that an upload takes, with its own content type where it
 * has one. A stream without a size is sent in chunks.
 */
export const binaryBody: BodyEncoder = (value, where = "body") => {
  const source = typeof value === "string" ? undefined : sourceOf(where, value);
  return {
    content: source === undefined ? (value as string) : contentOf(source),
    contentType: source?.type || "application/octet-stream",
  };
};

/** For operations with `body: "form"`. An array repeats its name, null is left out, an object is written as JSON. */
export const formBody: BodyEncoder = (value, where = "body:") => ({
  content: new URLSearchParams(fieldsOf(value).map((field) => [field[0], fieldText(where, field)])),
  contentType: "application/x-www-form-urlencoded",
});

/**
 * For operations with `body: "multipart"`. An array repeats its name, null is left out, an object is a part of type JSON.
 * A file is of any kind that an upload takes but text; a stream without a size makes the whole body one that is sent in chunks.
 */
export const multipartBody: BodyEncoder = (value, where = "body:") => multipartOf(where, fieldsOf(value));

/** The fields of a form as a multipart body. */
export function multipartOf(where: string, fields: readonly FormField[]): EncodedBody {
  return { content: contentOf(multipartSource(where, fields)) };
}

function contentOf(source: ByteSource): RequestBody {
  const { size = Infinity } = source;
  return (size <= LARGEST_WHOLE && source.whole) || new StreamedBody(source);
}
