import type { Overrides } from "./overrides.js";
import type { MockedCall } from "./read-call.js";

/** The functions of msw's `http` that handlers are created with. `Handler` is msw's `HttpHandler`. */
export interface MswHttp<Handler> {
  readonly all: MswMethod<Handler>;
  readonly get: MswMethod<Handler>;
  readonly post: MswMethod<Handler>;
  readonly put: MswMethod<Handler>;
  readonly patch: MswMethod<Handler>;
  readonly delete: MswMethod<Handler>;
  readonly head: MswMethod<Handler>;
  readonly options: MswMethod<Handler>;
}

type MswMethod<Handler> = (
  path: RegExp,
  resolver: (info: { readonly request: Request }) => Promise<Response | undefined>,
) => Handler;

/** Options of `createHandlers`. */
export interface HandlerOptions<Handler, Factories extends object> {
  /** `http` of `msw`. */
  readonly http: MswHttp<Handler>;
  /** The base URL of the client. Default: that of the API. If it is only a path, any origin matches. */
  readonly baseURL?: string | undefined;
  /** Creates the values. Default: new factories with the seed. */
  readonly factories?: Factories | undefined;
  /** The seed of new factories. Default: 1. */
  readonly seed?: number | undefined;
}

/** Creates handlers of an operation. */
export interface OperationHandlers<Handler, Params, Result, Errors> {
  /**
   * A handler that responds with success.
   *
   * @param response The properties of the response that matter, or a function that returns them or a whole `Response`. The other
   * properties are created. Default: all are.
   */
  (response?: MockedResult<Result> | Responder<Params, Result>): Handler;
  /**
   * A handler that responds with an error.
   *
   * @param body The properties of the body that matter. The others are created if the document describes the body.
   */
  error<Status extends number>(status: Status, body?: ErrorBodyOf<Errors, Status>): Handler;
}

/** Creates handlers of a list. */
export interface ListHandlers<Handler, Item> {
  /**
   * A handler that responds with pages of a list, as the client requests them.
   *
   * @param items The number of items, or the overrides of each.
   */
  pages(items: number | readonly Overrides<Item>[], options?: MockedPageOptions): Handler;
}

/** Options of `pages`. */
export interface MockedPageOptions {
  /** The number of items on a page, if the call has no parameter for it, such as `limit`. Default: 10. */
  readonly size?: number | undefined;
}

/** Creates handlers of an operation that returns a stream. */
export interface StreamHandlers<Handler, Item> {
  /**
   * A handler that responds with a stream of items.
   *
   * @param items The number of items, or the overrides of each.
   */
  stream(items: number | readonly Overrides<Item>[]): Handler;
}

/** The response of a handler: a part of the result, or the content of a binary response. */
export type MockedResult<Result> = Result extends Response
  ? Response | Blob | string | (Uint8Array & { readonly buffer: ArrayBuffer })
  : Overrides<Result>;

/** Determines the response to a call. */
export type Responder<Params, Result> = (
  call: MockedCall<Params>,
) => Response | MockedResult<Result> | undefined | Promise<Response | MockedResult<Result> | undefined>;

/** The overrides of the body of an error; any value if the document does not describe it. */
export type ErrorBodyOf<Errors, Status extends number> = Status extends keyof Errors
  ? Overrides<Errors[Status]>
  : unknown;

/** Creates handlers of an operation. */
export type HandlersOf<Handler, Operation> = (Operation extends {
  readonly "~types"?: (params: infer Params) => infer Result;
  readonly "~errors"?: infer Errors;
}
  ? OperationHandlers<Handler, Params, Result, Errors>
  : never) &
  (Operation extends { readonly "~page": unknown; readonly "~item"?: infer Item }
    ? ListHandlers<Handler, Item>
    : unknown) &
  (Operation extends { readonly "~stream": unknown; readonly "~streamItem"?: infer Item }
    ? StreamHandlers<Handler, Item>
    : unknown);
