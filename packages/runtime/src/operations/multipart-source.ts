import { type ByteSource, CheckedReader, type ChunkReader, fileSource, sourceOf } from "../content/index.js";
import { type FormField, fieldText, fieldType } from "./form-fields.js";
import type { FieldEncoding } from "./parameters.js";

/**
 * The fields of a form as the source of a multipart body. Files are read one after another while the body is sent.
 *
 * @param where Name of the fields in error messages.
 * @param mediaType Its media type, without the boundary.
 * @throws TypeError if a field cannot be sent; the message names it.
 */
export function multipartSource(
  where: string,
  fields: readonly FormField[],
  mediaType = "multipart/form-data",
): ByteSource {
  const boundary = `----${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  const [essence] = mediaType.split(";");
  const type = `${essence}; boundary=${boundary}`;
  const pieces = [
    ...fields.flatMap((field) => [
      textPiece(`--${boundary}\r\n`),
      ...partOf(where, field),
      textPiece("\r\n"),
    ]),
    textPiece(`--${boundary}--\r\n`),
  ];
  return {
    label: where,
    type,
    size: totalOf(pieces.map(({ size }) => size)),
    get whole() {
      const wholes = pieces.map(({ whole }) => whole);
      return wholes.includes(undefined) ? undefined : new Blob(wholes as BlobPart[], { type });
    },
    isRepeatable: pieces.every(({ isRepeatable }) => isRepeatable),
    hasParts: true,
    open: () => joinedReader(pieces),
  };
}

/** The headers of a part and its content. */
function partOf(where: string, field: FormField): readonly ByteSource[] {
  const [name, value, encoding] = field;
  const label = `${where} ${name}`;
  const disposition = `Content-Disposition: form-data; name="${escaped(withCRLF(name))}"`;
  const head = (more: string, type: string | undefined, what?: string): ByteSource =>
    textPiece(`${disposition}${more}\r\n${typeLine(label, type)}${headerLines(encoding)}\r\n`, what);
  const file = fileSource(label, value);
  if (file !== undefined) {
    const { name: fileName = "blob" } = file;
    const more = `; filename="${escaped(fileName)}"`;
    return [head(more, file.type || fileType(encoding), `the name of ${label}`), file];
  }
  const type = fieldType(field);
  const text = fieldText(where, field);
  return [head("", type), textPiece(type ? text : withCRLF(text))];
}

/** The media type of a file that has none: the first in its encoding that is not a range. */
function fileType({ contentType = "" }: Partial<FieldEncoding> = {}): string {
  const types = contentType.split(",").map((type) => type.trim());
  return types.find((type) => type && !type.includes("*")) ?? "application/octet-stream";
}

function typeLine(label: string, type: string | undefined): string {
  if (type === undefined) return "";
  if (/[^ -~]/.test(type)) throw new TypeError(`${label} must have a media type as type`);
  return `Content-Type: ${type}\r\n`;
}

function headerLines({ headers = {} }: Partial<FieldEncoding> = {}): string {
  return Object.entries(headers)
    .map(([name, text]) => `${name}: ${text}\r\n`)
    .join("");
}

function textPiece(text: string, label = "body"): ByteSource {
  return sourceOf(label, { text });
}

/** Normalizes line breaks to CRLF, as the HTML standard requires for forms. */
function withCRLF(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n");
}

/** A name in quotes, as browsers write it: UTF-8, with line breaks and quotes escaped. */
function escaped(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent);
}

function totalOf(sizes: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const size of sizes) {
    if (size === undefined) return undefined;
    total += size;
  }
  return total;
}

/** Reads the sources one after another, and enforces the size of each. */
function joinedReader(sources: readonly ByteSource[]): ChunkReader {
  const readers = sources.map((source) => new CheckedReader(source));
  let index = 0;
  return {
    async read() {
      for (; index < readers.length; index++) {
        const bytes = await readers[index]?.read();
        if (bytes !== undefined) return bytes;
      }
      return undefined;
    },
    close() {
      for (const reader of readers) reader.close();
    },
  };
}
