import type { BodyEncoder } from "./encoders.js";
import { isAbsent, valueText } from "./query.js";

/** Writes JSON: attributes that are undefined are left out, null is sent. */
export const jsonBody: BodyEncoder = (value) => ({
  content: JSON.stringify(value),
  contentType: "application/json",
});

/** For operations with `body: "text"`. */
export const textBody: BodyEncoder = (value) => ({ content: String(value), contentType: "text/plain" });

/** For operations with `body: "binary"`: bytes, a Blob with its own content type, or a stream. */
export const binaryBody: BodyEncoder = (value) => {
  const content = isBytes(value) || value instanceof ReadableStream ? value : String(value);
  return { content, contentType: (value instanceof Blob && value.type) || "application/octet-stream" };
};

/** For operations with `body: "form"`. An array repeats its name, null is left out. */
export const formBody: BodyEncoder = (value) => ({
  content: new URLSearchParams(fields(value).map(([name, item]) => [name, valueText(item)])),
  contentType: "application/x-www-form-urlencoded",
});

/** For operations with `body: "multipart"`. An array repeats its name, null is left out. */
export const multipartBody: BodyEncoder = (value) => {
  const content = new FormData();
  for (const [name, item] of fields(value)) {
    content.append(name, isBytes(item) ? asBlob(item) : valueText(item));
  }
  return { content };
};

function fields(value: unknown): [name: string, item: unknown][] {
  return Object.entries(value as object)
    .flatMap(([name, item]: [string, unknown]) =>
      (Array.isArray(item) ? item : [item]).map((one): [string, unknown] => [name, one]),
    )
    .filter(([, item]) => !isAbsent(item));
}

function isBytes(value: unknown): value is Blob | ArrayBuffer | ArrayBufferView {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function asBlob(value: Blob | ArrayBuffer | ArrayBufferView): Blob {
  return value instanceof Blob ? value : new Blob([value as ArrayBuffer]);
}
