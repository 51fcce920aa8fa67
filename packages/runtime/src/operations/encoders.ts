import type { StreamedBody } from "../content/index.js";
import type {
  CookieParameter,
  FieldEncoding,
  HeaderParameter,
  PathParameter,
  QueryParameter,
} from "./parameters.js";

/**
 * What writes an operation's parameters, and reads its responses, where they are not written as most are. An operation
 * refers to it, so that a program does not carry what none of its operations needs.
 */
export interface Encoders {
  /** Writes a body that is not JSON: `formBody`, `multipartBody`, `binaryBody` or `textBody`, as its `body` says. */
  readonly body?: BodyEncoder;
  /** Writes query parameters that have a style: `styledQuery`. */
  readonly query?: QueryEncoder;
  /** Writes the path parameters of `pathStyles`: `styledPath`. */
  readonly path?: PathEncoder;
  /** Writes headers that have a style, and cookies: `styledHeaders`. */
  readonly headers?: HeaderEncoder;
  /** Finds out what a response holds where that depends on its status or its content type: `responseKind`. */
  readonly response?: ResponseReader;
}

/** Writes a query parameter that has a style of its own: `name=value` for each of its parts, encoded. */
export type QueryEncoder = (parameter: QueryParameter, value: unknown) => readonly string[];

/** Writes a path parameter of `pathStyles`; undefined: it is not one of them. */
export type PathEncoder = (operation: PathParameters, name: string, value: unknown) => string | undefined;

/** The parameters of an operation's path that are not a single string. */
export interface PathParameters {
  readonly id: string;
  readonly pathStyles?: readonly PathParameter[];
}

/** The parameters of an operation that travel as headers. */
export interface HeaderParameters {
  readonly id: string;
  readonly headers?: readonly HeaderParameter[];
  readonly cookies?: readonly CookieParameter[];
}

/** Gives the headers of an operation's parameters: their names and values. `headers` are those of the request so far. */
export type HeaderEncoder = (
  operation: HeaderParameters,
  values: Readonly<Record<string, unknown>>,
  headers: Headers,
) => Iterable<readonly [name: string, value: unknown]>;

/**
 * What the body of a response is. `any` is read from the content type: JSON, text, or binary data.
 */
export type ResponseKind = "json" | "binary" | "text" | "empty" | "any";

/** What an operation says of its responses. */
export interface ExpectedResponse {
  /** By status where they differ: `2XX` stands for others of its class, `default` for all others. */
  readonly response?: ResponseKind | { readonly [status: string]: ResponseKind };
  readonly result?: "object" | "array";
}

/** Finds out what a response holds from its operation, its status and its content type. */
export type ResponseReader = (
  operation: ExpectedResponse,
  response: Pick<Response, "status" | "headers">,
) => ResponseKind | undefined;

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
 * @param fields The properties of a form that are not written as most are.
 */
export type BodyEncoder = (value: unknown, where?: string, fields?: readonly FieldEncoding[]) => EncodedBody;

/** What the runtime sends as a body. A call is never retried whose `StreamedBody` cannot be sent more than once. */
export type RequestBody =
  | string
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | FormData
  | URLSearchParams
  | StreamedBody;
