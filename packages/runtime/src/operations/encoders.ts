/**
 * What writes an operation's parameters where they are not written as most are. An operation brings it, so that a program
 * does not carry what none of its operations needs.
 */
export interface Encoders {
  /** Writes a body that is no JSON: `formBody`, `multipartBody`, `binaryBody` or `textBody`, as its `body` says. */
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
  /** The usual content type. Absent: `fetch` knows it better (the boundary of a multipart body). */
  readonly contentType?: string;
}

/** Writes a body; the value is never undefined. */
export type BodyEncoder = (value: unknown) => EncodedBody;

/** What the runtime sends as a body. Each kind but a stream can be sent again; a call with a stream is never retried. */
export type RequestBody =
  | string
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | FormData
  | URLSearchParams
  | ReadableStream;
