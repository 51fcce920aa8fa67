import type { BodyChoice, BodyEncoding } from "./body-choice.js";
import type { Encoders, RequestParts, ResponseKind } from "./encoders.js";
import type { Int64Description } from "./int64-places.js";
import type { PageStyle } from "./page-styles.js";
import type {
  CookieParameter,
  FieldEncoding,
  HeaderParameter,
  PathParameter,
  QueryParameter,
} from "./parameters.js";
import type { WithResponse } from "./with-response.js";

/**
 * The HTTP method of an operation, as it is sent. `QUERY` is a safe method with a body. Any other method is possible, such as
 * `COPY`; its requests are repeated only with an idempotency key, since their effect is unknown.
 */
export type Method =
  | "GET"
  | "PUT"
  | "POST"
  | "DELETE"
  | "OPTIONS"
  | "HEAD"
  | "PATCH"
  | "TRACE"
  | "QUERY"
  | (string & Record<never, never>);

/**
 * One operation of an API as plain data. A call takes one flat object of parameters. Those named in `path`, `query`, `headers`
 * and `cookies` are sent there. `bodyParameter` is the body; without it, all other parameters form the body.
 */
export interface OperationDefinition {
  /** The operation's name, unique within the API. */
  readonly id: string;
  readonly method: Method;
  /** For example `/v1/files/{id}`. The value of `{+id}` may contain `/`; each segment is encoded separately. */
  readonly path: string;
  /** Parameters that are sent in the query. */
  readonly query?: readonly QueryParameter[];
  /** Path parameters that are not a single string: arrays, objects, and those with a style. */
  readonly pathStyles?: readonly PathParameter[];
  /** Parameters that are sent as headers, by their names on the wire. */
  readonly headers?: readonly HeaderParameter[];
  /** Parameters that are sent as cookies. Browsers do not allow that, so there the call fails with a `TypeError`. */
  readonly cookies?: readonly CookieParameter[];
  /** Encoding of the body. Absent: the operation has no body. */
  readonly body?: BodyEncoding;
  /** True: no body is sent if none of its parameters is given. Otherwise an empty object is sent. */
  readonly bodyOptional?: true;
  /** The parameter that is the whole body. */
  readonly bodyParameter?: string;
  /** Content type of the body. Default: that of its encoding. */
  readonly contentType?: string;
  /** The properties of a form that are not encoded in the default way. */
  readonly fields?: readonly FieldEncoding[];
  /** Other media types of the body, if callers choose one: `chosenBody` sends it. */
  readonly choice?: BodyChoice;
  /** The `Accept` header. Default: that of `response`. */
  readonly accept?: string;
  /**
   * The kind of response body. `binary` is a `BinaryResponse`, `empty` undefined. By status if they differ; `2XX` and `default` then stand
   * for all others. Default: `json`.
   */
  readonly response?: ResponseKind | { readonly [status: string]: ResponseKind };
  /** The required type of a JSON response; any other is an error. Absent: it is not checked. */
  readonly result?: "object" | "array";
  /** False: the operation is public, so no credentials are sent. */
  readonly authentication?: false;
  /**
   * The credentials that it needs, in place of those that the API needs: alternatives, of which one is enough. Each contains the schemes
   * that are needed together, with their scopes. Empty: none is needed.
   */
  readonly security?: readonly { readonly [scheme: string]: readonly string[] }[];
  /** Its own base URL, or one that is relative to that of the API. Used unless the client has the option `baseURL`. */
  readonly server?: string;
  /** Name of the header for the idempotency key, if the API has one. */
  readonly idempotencyHeader?: string;
  /** Where requests and responses have 64-bit integers that a number cannot represent. Absent: nowhere. */
  readonly int64?: Int64Description;
  /** How the pages of this list follow each other. Default: as in the other lists of the API. */
  readonly pagination?: PageStyle;
  /** Set by `operation`. */
  readonly "~encoders"?: Encoders;
  /** Set by `operation`, and not by `plainOperation`: writes path parameters and bodies. */
  readonly "~parts"?: RequestParts;
  /** Set by a list for a page with an address of its own, which replaces the path and the query. */
  readonly "~address"?: string | undefined;
}

/** The credentials that an operation needs. */
export type SecurityRequirement = NonNullable<OperationDefinition["security"]>;

/**
 * An operation with the types of its parameters, its result, and the bodies of its error responses by status. The statuses are
 * those of the document: `404`, `"4XX"`, `"5XX"` or `"default"`. `Outcome` is what `withResponse` returns.
 */
export interface Operation<Params, Result, Errors = unknown, Outcome = WithResponse<Result>>
  extends OperationDefinition {
  /** Only for the compiler; never set. */
  readonly "~types"?: (params: Params) => Result;
  /** Only for the compiler; never set. */
  readonly "~errors"?: Errors;
  /** Only for the compiler; never set. */
  readonly "~outcome"?: Outcome;
}

/** An operation whose result is not a paginated list. */
export type SingleOperation<Params, Result, Outcome = WithResponse<Result>> = Operation<
  Params,
  Result,
  unknown,
  Outcome
> & {
  readonly "~item"?: never;
};

/** The arguments of a call after its operation: the parameters, which may be omitted if all are optional, and the options. */
export type CallArguments<Params, Options> =
  Record<never, never> extends Params
    ? [params?: Given<Params> | undefined, options?: Options | undefined]
    : [params: Given<Params>, options?: Options | undefined];

/** Prevents the inference of a type from this position; like `NoInfer`. */
export type Given<Type> = [Type][Type extends unknown ? 0 : never];
