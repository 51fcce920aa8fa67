import type { Encoders, ResponseKind } from "./encoders.js";
import type {
  CookieParameter,
  FieldEncoding,
  HeaderParameter,
  PathParameter,
  QueryParameter,
} from "./parameters.js";

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
  /** Path parameters that are not a single string: arrays, objects, and those with a style. */
  readonly pathStyles?: readonly PathParameter[];
  /** Parameters that travel as headers, by their names on the wire. */
  readonly headers?: readonly HeaderParameter[];
  /** Parameters that travel as cookies. Browsers do not let a program send them: there the call is a `TypeError`. */
  readonly cookies?: readonly CookieParameter[];
  /** How the body is encoded. Absent: the operation has none. */
  readonly body?: "json" | "form" | "multipart" | "binary" | "text";
  /** True: without a value for it no body is sent. Otherwise an object without values is sent as an empty one. */
  readonly bodyOptional?: true;
  /** The one parameter that is the whole body. */
  readonly bodyParameter?: string;
  /** The body's content type where it is not the usual one of its encoding. */
  readonly contentType?: string;
  /** The properties of a form that are not written as most are. */
  readonly fields?: readonly FieldEncoding[];
  /** The `Accept` header where it is not the usual one of `response`. */
  readonly accept?: string;
  /**
   * What the body of a response is: `binary` becomes a Blob, `empty` undefined. By status where they differ, in which case `2XX` and
   * `default` stand for all others. Default: `json`.
   */
  readonly response?: ResponseKind | { readonly [status: string]: ResponseKind };
  /** What the JSON of a response has to be: anything else is an error. Absent: it is not checked. */
  readonly result?: "object" | "array";
  /** False: the operation is public, no credentials are sent. */
  readonly authentication?: false;
  /** The header that carries an idempotency key, where the API has one. */
  readonly idempotencyHeader?: string;
  /** How the list is paged, where it is not paged like the API's others. */
  readonly pagination?: Pagination;
  /** Set by `operation`. */
  readonly "~encoders"?: Encoders;
}

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

/** An operation whose result is no list in pages. */
export type SingleOperation<Params, Result> = Operation<Params, Result> & { readonly "~item"?: never };

/** The arguments of a call after its operation: parameters, which may be left out where all of them may, and options. */
export type CallArguments<Params, Options> =
  Record<never, never> extends Params
    ? [params?: Given<Params> | undefined, options?: Options | undefined]
    : [params: Given<Params>, options?: Options | undefined];

/** A type that is taken from elsewhere and never inferred from the value given here. */
export type Given<Type> = [Type][Type extends unknown ? 0 : never];
