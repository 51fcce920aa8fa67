import type { StreamedBody } from "../content/index.js";
import type { BodyChoice, BodyEncoding } from "./body-choice.js";
import type { Int64Description } from "./int64-places.js";
import type {
  CookieParameter,
  FieldEncoding,
  HeaderParameter,
  PathParameter,
  QueryParameter,
} from "./parameters.js";

/**
 * Encoders for parameters and responses that are not encoded in the default way. Operations reference the encoders that they
 * need, so bundles contain no others.
 */
export interface Encoders {
  /** Encodes a body that is not JSON: `formBody`, `multipartBody`, `binaryBody` or `textBody`, depending on `body`. */
  readonly body?: BodyEncoder;
  /** Sends an operation with a `choice` with the body that the caller chooses: `chosenBody`. */
  readonly choice?: BodyChooser;
  /** Encodes query parameters with a style: `styledQuery`. */
  readonly query?: QueryEncoder;
  /** Encodes the path parameters in `pathStyles`: `styledPath`. */
  readonly path?: PathEncoder;
  /** Encodes headers with a style, and cookies: `styledHeaders`. */
  readonly headers?: HeaderEncoder;
  /** Sends an operation with a `server` there: `ownServer`, or `anonymousServer` without credentials. */
  readonly server?: ServerChoice;
  /** Builds the requests of an operation with 64-bit integers in them: `exactRequest`. */
  readonly build?: RequestBuilder;
  /** Parses the responses of an operation with 64-bit integers in them: `exactJSON`. */
  readonly parse?: JSONParser;
  /** Writes JSON that may contain 64-bit integers: `stringifyExact`. */
  readonly write?: (value: unknown) => string;
  /** Determines the kind of a response if it depends on the status or content type: `responseKind`. */
  readonly response?: ResponseReader;
  /** Follows the redirects of the operation: `followRedirects`. Without it, a redirect is an error. */
  readonly redirects?: RedirectFollower;
  /** Returns the address of a redirect as the result of the operation: `redirectLocation`. */
  readonly location?: LocationReader;
}

/** Encodes a query parameter with a style: percent-encoded `name=value` pairs. */
export type QueryEncoder = (parameter: QueryParameter, value: unknown) => readonly string[];

/** Encodes a path parameter in `pathStyles`; returns undefined for others. */
export type PathEncoder = (operation: PathParameters, name: string, value: unknown) => string | undefined;

/** The path parameters of an operation that are not a single string. */
export interface PathParameters {
  readonly id: string;
  readonly pathStyles?: readonly PathParameter[];
}

/** The parameters of an operation that are sent as headers. */
export interface HeaderParameters {
  readonly id: string;
  readonly headers?: readonly HeaderParameter[];
  readonly cookies?: readonly CookieParameter[];
}

/** Returns the headers of an operation's parameters, as names and values. `headers` are the request's headers so far. */
export type HeaderEncoder = (
  operation: HeaderParameters,
  values: Readonly<Record<string, unknown>>,
  headers: Headers,
) => Iterable<readonly [name: string, value: unknown]>;

/**
 * The kind of a response body. With `any`, the content type decides: JSON, text, or binary data. With `location`, the response is a
 * redirect, and its address is the result.
 */
export type ResponseKind = "json" | "binary" | "text" | "empty" | "any" | "location";

/** The settings of a client that depend on the server of an operation. */
export interface ServerSettings {
  readonly baseURL: string;
  readonly credentials: object;
  /** The API whose environment variable may replace the base URL. */
  readonly api: { readonly environment: string };
  /** The options of the client, one of which may replace the base URL. */
  readonly options: { readonly baseURL?: string | undefined };
}

/** Returns the settings for an operation with a `server`; undefined: those of the client. */
export type ServerChoice = <Settings extends ServerSettings>(
  operation: { readonly server?: string },
  settings: Settings,
) => Settings | undefined;

/** The responses that an operation defines. */
export interface ExpectedResponse {
  /** By status if they differ. `2XX` stands for all other 2xx statuses, `default` for all others. */
  readonly response?: ResponseKind | { readonly [status: string]: ResponseKind };
  readonly result?: "object" | "array";
}

/** Determines the kind of a response from its operation, status and content type. */
export type ResponseReader = (
  operation: ExpectedResponse,
  response: Pick<Response, "status" | "headers">,
) => ResponseKind | undefined;

/** The parts of an operation that decide where its values have 64-bit integers. */
export interface Int64Operation extends ChoosableOperation {
  readonly method: string;
  readonly path: string;
  readonly int64?: Int64Description;
}

/** The parts of a request that may contain 64-bit integers. */
export interface EncodedRequest {
  readonly url: string;
  readonly headers: Headers | Readonly<Record<string, string>>;
  readonly body: RequestBody | undefined;
}

/**
 * Builds a request in place of the runtime.
 *
 * @param build Builds the request as for other operations, but from these arguments.
 */
export type RequestBuilder = <Definition extends Int64Operation, Request extends EncodedRequest>(
  operation: Definition,
  params: unknown,
  build: (operation: Definition, params: unknown) => Request,
) => Request;

/**
 * Parses the JSON of a response, or of an item of a stream.
 *
 * @param wrap Returns the item that contains the value. Default: the value itself.
 * @throws SyntaxError if it is not JSON.
 */
export type JSONParser = (
  text: string,
  operation: { readonly int64?: Int64Description },
  response: { readonly status: number },
  wrap?: (value: unknown) => unknown,
) => unknown;

/** An operation whose responses may be redirects. */
export interface RedirectingOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

/** The parts of a request that a redirect changes. */
export interface RedirectableRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers | Readonly<Record<string, string>>;
  readonly body: RequestBody | undefined;
}

/**
 * Returns a function that sends a request and follows its redirects.
 *
 * @param send Sends a request to the API: it waits for the rate limit and counts toward the quota.
 * @param sendElsewhere Sends a request to another server.
 */
export type RedirectFollower = <Request extends RedirectableRequest>(
  operation: RedirectingOperation,
  send: (request: Request) => Promise<Response>,
  sendElsewhere: (request: Request) => Promise<Response>,
) => (request: Request) => Promise<Response>;

/**
 * Returns a function that reads the address of a redirect; undefined if the response is an error.
 *
 * @param url The URL of the request.
 */
export type LocationReader = (
  operation: RedirectingOperation,
  response: Response,
  url: string,
) => (() => string) | undefined;

/** An encoded body. */
export interface EncodedBody {
  readonly content: RequestBody;
  /** The default content type. Absent: the content sets it, such as a multipart body with its boundary. */
  readonly contentType?: string;
}

/**
 * Encodes a body; the value is never undefined.
 *
 * @param where Name of the value in error messages: `importInvoices: parameter`, followed by the parameter's name if the body is
 * a single parameter.
 * @param fields The properties of a form that are not encoded in the default way.
 * @param type The media type of the operation. Only multipart encoders need it, to append the boundary.
 */
export type BodyEncoder = (
  value: unknown,
  where?: string,
  fields?: readonly FieldEncoding[],
  type?: string,
) => EncodedBody;

/** The members of an operation that describe its body. */
export interface ChoosableOperation {
  readonly id: string;
  readonly body?: BodyEncoding;
  readonly bodyOptional?: true;
  readonly bodyParameter?: string;
  readonly contentType?: string;
  readonly fields?: readonly FieldEncoding[];
  readonly choice?: BodyChoice;
  readonly "~encoders"?: Encoders;
}

/**
 * Returns the operation with the body that the caller chooses, and the values without the parameter that names it. undefined: the body
 * of the operation itself.
 */
export type BodyChooser = <Definition extends ChoosableOperation>(
  operation: Definition,
  values: Readonly<Record<string, unknown>>,
) => { readonly operation: Definition; readonly values: Readonly<Record<string, unknown>> } | undefined;

/** The members of an operation that describe its path and its body. */
export interface WrittenOperation extends ChoosableOperation, PathParameters {
  readonly method: string;
}

/** A path with parameters. */
export interface PathTemplate {
  /** The names of the parameters. */
  readonly names: readonly string[];
  /**
   * Returns the path with its values. A value cannot change the rest of the path: reserved characters are encoded, and the segments
   * `.`, `..` and empty ones, which would lead to another path, are rejected.
   *
   * @throws TypeError if a value is missing or rejected.
   */
  expand(operation: WrittenOperation, values: Readonly<Record<string, unknown>>): string;
}

/** Writes the parts of a request that not every operation has. */
export interface RequestParts {
  /** Reads a path, such as `/v1/files/{id}`. */
  readonly path: (path: string) => PathTemplate;
  /**
   * Returns the value of the body, encoded: the only parameter in it, or all parameters that are sent nowhere else.
   *
   * @param outsideBody The parameters that are sent elsewhere.
   * @throws TypeError if a parameter is unknown or cannot be sent.
   */
  readonly body: (
    operation: WrittenOperation,
    values: Readonly<Record<string, unknown>>,
    outsideBody: ReadonlySet<string>,
  ) => EncodedBody | undefined;
}

/** A body that the runtime sends. A call is not retried if its `StreamedBody` can be sent only once. */
export type RequestBody =
  | string
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | FormData
  | URLSearchParams
  | StreamedBody;
