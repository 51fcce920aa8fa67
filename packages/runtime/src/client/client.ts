import type { APIPromise, RequestOptions } from "../calls/index.js";
import type { CallArguments, Given, SingleOperation } from "../operations/index.js";
import type { PageOperation, PagePromise } from "../pages/index.js";
import type { QuotaState } from "../quota/index.js";
import type { RateLimitState } from "../rate-limit/index.js";
import type { StreamOperation, StreamOptions, StreamPromise } from "../streams/index.js";
import type { ApiDescription } from "./api-description.js";
import type { ClientOptions } from "./client-options.js";
import { type SettingsSource, settingsOf } from "./settings.js";
import { Transport } from "./transport.js";

/** The rate limit, shared by all clients of a base URL and key. */
export interface RateLimitView {
  /** The current state; undefined if the limit is switched off, the API has none, or the client has no key yet. */
  state(): RateLimitState | undefined;
}

/** The monthly quota, shared by all clients of a base URL and key. */
export interface QuotaView {
  /** The current state; undefined without the option `quota`, or if the client has no key yet. */
  state(): QuotaState | undefined;
}

/**
 * A client of an API. Generated clients extend it with their resources.
 *
 * @typeParam Options The options of the client. Those of an API with several security schemes or servers have more.
 */
export class ApiClient<Options extends Omit<ClientOptions, "apiKey"> = ClientOptions> {
  /** Sends this client's requests. */
  readonly transport: Transport;
  /** The rate limit, shared by all clients of this base URL and key. */
  readonly rateLimit: RateLimitView;
  /** The monthly quota, counted with the option `quota`. */
  readonly quota: QuotaView;
  readonly #api: ApiDescription;
  readonly #options: ClientOptions;
  readonly #settings: SettingsSource;

  /**
   * Creates a client. Without the option `apiKey`, each call reads the environment until it finds a key. A client can be created
   * without a key; its calls are then rejected with a `ConfigurationError`.
   *
   * @throws ConfigurationError when an option has an invalid value, or `apiKey` is passed in a browser.
   */
  constructor(api: ApiDescription, options: Given<Options> = {} as Options) {
    const settings = settingsOf(api, options as ClientOptions);
    this.transport = new Transport(settings);
    this.rateLimit = { state: () => settings().limiter?.state() };
    this.quota = { state: () => settings().quota?.state() };
    this.#api = api;
    this.#options = options as ClientOptions;
    this.#settings = settings;
  }

  /**
   * Base URL of the API.
   *
   * @throws ConfigurationError when it comes from the environment and is not a valid URL.
   */
  get baseURL(): string {
    return this.#settings().baseURL;
  }

  /**
   * Calls an operation: a generated constant, or one that you define for an endpoint that the client lacks.
   *
   * @example
   * const beta = operation<{ id: string }, { ok: boolean }>({ id: "beta", method: "GET", path: "/v1/beta/{id}" });
   * const { ok } = await client.request(beta, { id: "42" });
   */
  request<Params, Result, Outcome>(
    operation: SingleOperation<Params, Result, Outcome>,
    ...args: CallArguments<Params, RequestOptions>
  ): APIPromise<Result, Outcome> {
    return this.transport.request(operation, ...args);
  }

  /**
   * Calls a list operation. Await the result for the first page; iterate over it for every item.
   *
   * @example
   * for await (const invoice of copilot.page(listInvoices)) console.log(invoice.id);
   */
  page<Params, Item, Body, Header extends string>(
    operation: PageOperation<Params, Item, Body, unknown, Header>,
    ...args: CallArguments<Params, RequestOptions>
  ): PagePromise<Item, Body, Header> {
    return this.transport.page(operation, ...args);
  }

  /**
   * Calls an operation whose response is a stream. Iterate over the result, or await it for the stream.
   *
   * @example
   * for await (const event of client.stream(watchOrders, { shop: "s1" })) console.log(event.kind);
   */
  stream<Params, Item, Result>(
    operation: StreamOperation<Params, Item, Result>,
    ...args: CallArguments<Params, StreamOptions>
  ): StreamPromise<Item> {
    return this.transport.stream(operation, ...args);
  }

  /** Returns a copy of this client with some options changed. Headers and middleware are replaced, not merged. */
  withOptions(options: Options): this {
    const merged = { ...this.#options, ...options };
    if (this.constructor === ApiClient) return new ApiClient(this.#api, merged) as unknown as this;
    return new (this.constructor as new (options: ClientOptions) => this)(merged);
  }
}
