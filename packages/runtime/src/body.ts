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
export function encodeBody(operation: OperationDefinition, value: unknown): EncodedBody | undefined {
  if (operation.body === undefined || value === undefined) return undefined;
  const { content, contentType } = ENCODERS[operation.body](value);
  const chosen = operation.body === "multipart" ? contentType : (operation.contentType ?? contentType);
  return { content, contentType: chosen };
}

const ENCODERS: Readonly<Record<NonNullable<OperationDefinition["body"]>, (value: unknown) => EncodedBody>> =
  {
    json: (value) => ({ content: JSON.stringify(value), contentType: "application/json" }),
    form: (value) => ({
      content: new URLSearchParams(fields(value).map(([name, item]) => [name, valueText(item)])),
      contentType: "application/x-www-form-urlencoded",
    }),
    multipart: (value) => {
      const form = new FormData();
      for (const [name, item] of fields(value))
        form.append(name, isBytes(item) ? asBlob(item) : valueText(item));
      return { content: form };
    },
    binary: (value) => ({
      content: isBytes(value) ? value : String(value),
      contentType: (value instanceof Blob && value.type) || "application/octet-stream",
    }),
    text: (value) => ({ content: String(value), contentType: "text/plain" }),
  };

/** The fields of a form: an array gives one for each of its items. */
function fields(value: unknown): [name: string, item: unknown][] {
  return Object.entries(value as Readonly<Record<string, unknown>>)
    .flatMap(([name, item]) =>
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
