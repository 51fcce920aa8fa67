import { APIPromise, NO_OPTIONS, type RequestOptions, startCall } from "../calls/index.js";
import type { UploadContent } from "../content/index.js";
import type { CallArguments, Given, SingleOperation } from "../operations/index.js";
import type { PageOperation, PagePromise } from "../pages/index.js";
import type { StreamOperation, StreamOptions, StreamPromise } from "../streams/index.js";
import type { UploadOperation, UploadOptions } from "../uploads/index.js";
import type { SettingsSource } from "./settings.js";

/** Sends the requests of a client. */
export class Transport {
  readonly #settings: SettingsSource;

  constructor(settings: SettingsSource) {
    this.#settings = settings;
  }

  /**
   * Calls an operation. Rejects with an `APIError`, with a `TypeError` for invalid parameters, or with a `ConfigurationError` if the
   * client has no key.
   */
  request<Params, Result, Outcome>(
    operation: SingleOperation<Params, Result, Outcome>,
    ...[params, options = NO_OPTIONS]: CallArguments<Params, RequestOptions>
  ): APIPromise<Result, Outcome> {
    return new APIPromise((resolve) => startCall(this.#settings(), operation, params, options, resolve));
  }

  /** Calls a list operation. Await the result for the first page; iterate over it for every item. */
  page<Params, Item, Body, Header extends string>(
    operation: PageOperation<Params, Item, Body, unknown, Header>,
    ...[params, options = NO_OPTIONS]: CallArguments<Params, RequestOptions>
  ): PagePromise<Item, Body, Header> {
    return operation["~page"]<Item, Body>(this.#settings(), operation, params, options);
  }

  /** Calls an operation whose response is a stream. Iterate over the result, or await it for the stream. */
  stream<Params, Item, Result>(
    operation: StreamOperation<Params, Item, Result>,
    ...[params, options = NO_OPTIONS]: CallArguments<Params, StreamOptions>
  ): StreamPromise<Item> {
    return operation["~stream"]<Item>(this.#settings(), operation, params, options);
  }

  /**
   * Uploads a file: creates it, sends its content to the URL that the server returned, without the key, and waits until it is
   * complete. Rejects with a `TypeError` before anything is created if the content cannot be sent, and with an `UploadError` if the
   * upload fails after the file was created.
   */
  upload<Params, Result>(
    operation: UploadOperation<Params, Result>,
    params: Given<Params> | undefined,
    content: UploadContent,
    options: UploadOptions = {},
  ): APIPromise<Result> {
    return operation["~upload"]<Result>(this.#settings(), operation, params, content, options);
  }
}
