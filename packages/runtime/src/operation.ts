import type { BodyEncoder } from "./body.js";
import { fetchPage } from "./page-call.js";
import type { QueryEncoder } from "./query.js";
import { uploadContent } from "./upload.js";

/** The HTTP methods that an operation may have. */
export type Method = "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE";

/**
 * One operation of an API as plain data. A call has one flat object of parameters: those named in `path`, `query` and
 * `headers` travel there, `bodyParameter` is the body, and without one all others together are the body.
 */
export interface OperationDefinition {
  /** The operation's name, unique in its API. */
  readonly id: string;
  readonly method: Method;
  /** `/v1/files/{id}`. The value of `{+id}` may contain `/`, each part of it is encoded by itself. */
  readonly path: string;
  /** Parameters that travel in the query. */
  readonly query?: readonly QueryParameter[];
  /** Parameters that travel as headers, by their names on the wire. */
  readonly headers?: readonly string[];
  /** How the body is encoded. Absent: the operation has none. */
  readonly body?: "json" | "form" | "multipart" | "binary" | "text";
  /** True: without a value for it no body is sent. Otherwise an object without values is sent as an empty one. */
  readonly bodyOptional?: true;
  /** The one parameter that is the whole body. */
  readonly bodyParameter?: string;
  /** The body's content type where it is not the usual one of its encoding. */
  readonly contentType?: string;
  /** What the answer holds: `binary` becomes a Blob, `empty` undefined. Default: `json`. */
  readonly response?: "json" | "binary" | "text" | "empty";
  /** False: the operation is public, no credentials are sent. */
  readonly authentication?: false;
  /** The header that carries an idempotency key, where the API has one. */
  readonly idempotencyHeader?: string;
  /** How the list is paged, where it is not paged like the API's others. */
  readonly pagination?: Pagination;
  /** Set by `operation`. */
  readonly "~encoders"?: Encoders;
}

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

/** Where a list's answer holds its items and the cursor of its next page, and which parameter takes that cursor. */
export interface Pagination {
  readonly kind: "cursor";
  /** Request parameter that takes the cursor. */
  readonly cursor: string;
  /** Property of the answer that holds the items. */
  readonly items: string;
  /** Property of the answer that holds the cursor of the next page. */
  readonly next: string;
}

/** An operation with the types of its parameters and of its result. */
export interface Operation<Params, Result> extends OperationDefinition {
  /** Only for the compiler; never set. */
  readonly "~types"?: (params: Params) => Result;
}

/** An operation whose result is a list in pages: `Body` is the whole answer, `Item` what it lists. */
export interface PageOperation<Params, Item, Body = object> extends Operation<Params, Body> {
  /** Only for the compiler; never set. */
  readonly "~item"?: Item;
  /** Fetches its pages. It is here so that a program which lists nothing does not carry what lists need. */
  readonly "~page": typeof fetchPage;
}

/** A file's way to the server in one call: create it, send its bytes to the address in the answer, wait until it is there. */
export interface UploadOperation<Params, Result> {
  /** The operation that creates the file. */
  readonly create: Operation<never, unknown>;
  /** Parameters of `create` that an upload always has. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Property of the answer to `create` that holds the address to send the bytes to. */
  readonly url: string;
  /** Method of the request that sends the bytes. */
  readonly method: "PUT" | "POST";
  /** Content type of the request that sends the bytes. */
  readonly contentType: string;
  /** How to see that the file is complete. Absent: it is once the bytes are sent. */
  readonly ready?: UploadReadiness;
  /** Only for the compiler; never set. */
  readonly "~types"?: (params: Params) => Result;
  /** Sends a file. It is here so that a program which uploads nothing does not carry what uploads need. */
  readonly "~upload": typeof uploadContent;
}

/** The operation asked until its answer's `property` has `value`. */
export interface UploadReadiness {
  readonly operation: Operation<never, unknown>;
  /** Parameters of the operation, each with the property of the created object that it is taken from. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly property: string;
  readonly value: string | number | boolean;
}

/** An operation whose result is no list in pages. */
export type SingleOperation<Params, Result> = Operation<Params, Result> & { readonly "~item"?: never };

/** The arguments of a call after its operation: parameters, which may be left out where all of them may, and options. */
export type CallArguments<Params, Options> =
  Record<never, never> extends Params
    ? [params?: Given<Params> | undefined, options?: Options | undefined]
    : [params: Given<Params>, options?: Options | undefined];

/** A type that is taken from elsewhere and never inferred from the value given here. */
export type Given<Type> = [Type][Type extends unknown ? 0 : never];

/**
 * Gives an operation the types of its parameters and its result.
 *
 * @param encoders Needed where `body` is not `json`, or a query parameter has a style.
 * @example
 * const retrieveInvoice = operation<{ id: string }, Invoice>({
 *   id: "retrieveInvoice", method: "GET", path: "/v1/invoices/{id}",
 * });
 * const importInvoices = operation<{ file: Blob }, void>(
 *   { id: "importInvoices", method: "POST", path: "/v1/invoices/import", body: "multipart" },
 *   { body: multipartBody },
 * );
 */
export function operation<Params, Result>(
  definition: OperationDefinition,
  encoders?: Encoders,
): Operation<Params, Result> {
  return encoders === undefined ? definition : { ...definition, "~encoders": encoders };
}

/** Makes an operation that lists: its definition with the types of its parameters, of what it lists and of a whole answer. */
export function pageOperation<Params, Item, Body = object>(
  definition: OperationDefinition,
  encoders?: Encoders,
): PageOperation<Params, Item, Body> {
  return { ...operation<Params, Body>(definition, encoders), "~page": fetchPage };
}

/** Makes an upload: its definition with the types of its parameters and its result. */
export function uploadOperation<Params, Result>(
  definition: Omit<UploadOperation<never, unknown>, "~upload">,
): UploadOperation<Params, Result> {
  return { ...definition, "~upload": uploadContent } as UploadOperation<Params, Result>;
}
