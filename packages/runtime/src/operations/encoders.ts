import type { StreamedBody } from "../content/index.js";

/**
 * What writes an operation's parameters where they are not written as most are. An operation brings it, so that a program
 * does not carry what none of its operations needs.
 */
export interface Encoders {
  /** Writes a body that is not JSON: `formBody`, `multipartBody`, `binaryBody` or `textBody`, as its `body` says. */
  readonly body?: BodyEncoder;
  /** Writes query parameters that have a style: `styledQuery`. */
  readonly query?: QueryEncoder;
}

/** A query parameter: its name, or its name and how arrays and objects are written (default: form, exploded). */
export type QueryParameter =
  | string
  | {
      readonly name: string;
      readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
      readonly explode?: boolean;
    };

/** Writes a query parameter that has a style of its own: `name=value` for each of its parts, encoded. */
export type QueryEncoder = (parameter: QueryParameter, value: unknown) => readonly string[];

/** A body as it is sent. */
export interface EncodedBody {
  readonly content: RequestBody;
  /** The usual content type. Absent: the content brings its own (a multipart body with its boundary). */
  readonly contentType?: string;
}

/**
 * Writes a body; the value is never undefined.
 *
 * @param where What the value is, for messages: `importInvoices: parameter`, and its name where it is a single one.
 */
export type BodyEncoder = (value: unknown, where?: string) => EncodedBody;

/** What the runtime sends as a body. A call is never retried whose `StreamedBody` cannot be sent more than once. */
export type RequestBody =
  | string
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | FormData
  | URLSearchParams
  | StreamedBody;
