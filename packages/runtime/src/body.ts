import type { RequestBody } from "./middleware.js";
import type { OperationDefinition } from "./operation.js";
import { isAbsent, valueText } from "./query.js";

/** A body as it is sent. */
export interface EncodedBody {
  readonly content: RequestBody;
  /** Absent: `fetch` knows it better (the boundary of a multipart body). */
  readonly contentType?: string | undefined;
}

/**
 * A call's body in its operation's encoding; undefined when there is nothing to send. Attributes that are undefined are
 * left out, null is sent (as the word `null` only in JSON; a form leaves it out).
 */
export function encodeBody(
  { body, contentType }: OperationDefinition,
  value: unknown,
): EncodedBody | undefined {
  if (body === undefined || value === undefined) return undefined;
  if (body === "multipart") return { content: multipart(value) };
  const ownType = body === "binary" && value instanceof Blob && value.type;
  return { content: encoded(body, value), contentType: contentType ?? (ownType || CONTENT_TYPES[body]) };
}

type PlainEncoding = Exclude<NonNullable<OperationDefinition["body"]>, "multipart">;

const CONTENT_TYPES: Readonly<Record<PlainEncoding, string>> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  binary: "application/octet-stream",
  text: "text/plain",
};

function encoded(body: PlainEncoding, value: unknown): RequestBody {
  if (body === "json") return JSON.stringify(value);
  if (body === "form") {
    return new URLSearchParams(fields(value).map(([name, item]) => [name, valueText(item)]));
  }
  return body === "binary" && (isBytes(value) || value instanceof ReadableStream) ? value : String(value);
}

function multipart(value: unknown): FormData {
  const form = new FormData();
  for (const [name, item] of fields(value)) {
    form.append(name, isBytes(item) ? asBlob(item) : valueText(item));
  }
  return form;
}

/** The fields of a form: an array gives one for each of its items. */
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
