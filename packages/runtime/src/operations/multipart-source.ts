import { type ByteSource, CheckedReader, type ChunkReader, fileSource, sourceOf } from "../content/index.js";
import { type FormField, fieldsOf, fieldText } from "./form-fields.js";
import { hasParts } from "./query.js";

/**
 * A form as the source of a multipart body. The files in it are read one after another while it is sent.
 *
 * @param where What the fields are, for messages.
 * @throws TypeError when a field cannot be sent; the message names it.
 */
export function multipartSource(where: string, form: unknown): ByteSource {
  const boundary = `----${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  const type = `multipart/form-data; boundary=${boundary}`;
  const pieces = [
    ...fieldsOf(form).flatMap((field) => [
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
    open: () => joinedReader(pieces),
  };
}

/** The head of a part and its content. */
function partOf(where: string, field: FormField): readonly ByteSource[] {
  const [name, value] = field;
  const disposition = `Content-Disposition: form-data; name="${escaped(withCRLF(name))}"`;
  const file = fileSource(`${where} ${name}`, value);
  if (file !== undefined) {
    const { name: fileName = "blob", type } = file;
    return [
      textPiece(
        `${disposition}; filename="${escaped(fileName)}"\r\n${typeLine(`${where} ${name}`, type)}\r\n`,
        `the name of ${where} ${name}`,
      ),
      file,
    ];
  }
  const text = fieldText(where, field);
  return [
    textPiece(
      hasParts(value)
        ? `${disposition}\r\nContent-Type: application/json\r\n\r\n${text}`
        : `${disposition}\r\n\r\n${withCRLF(text)}`,
    ),
  ];
}

function typeLine(label: string, type = ""): string {
  if (/[^ -~]/.test(type)) throw new TypeError(`${label} must have a media type as type`);
  return `Content-Type: ${type || "application/octet-stream"}\r\n`;
}

function textPiece(text: string, label = "body"): ByteSource {
  return sourceOf(label, { text });
}

/** Line breaks as the standard of forms wants them. */
function withCRLF(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n");
}

/** A name between quotation marks, as browsers write it: in UTF-8, what would end it is escaped. */
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

/** Reads one source after another; each is held to its own size. */
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
