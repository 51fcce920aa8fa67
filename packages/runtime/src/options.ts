import type { CallObserver, DataObserver } from "./call-event.js";
import type { Clock } from "./clock.js";
import type { RateLimiterFactory } from "./limiter-registry.js";
import type { Logger, LogLevel } from "./logger.js";
import type { Middleware } from "./middleware.js";
import type { QuotaOptions } from "./quota-options.js";
import type { RateLimitPolicy } from "./rate-limiter.js";

/** Options of a client. */
export interface ClientOptions {
  /** The API's secret key. Default: the environment variable `<API>_API_KEY`. */
  readonly apiKey?: string | undefined;
  /**
   * Whose rate limit and quota count the requests, where several keys stand for the same account: clients of one address and
   * account share both. It is never sent. Default: the key.
   */
  readonly account?: string | undefined;
  /** Where the API is. Default: the environment variable `<API>_BASE_URL`, then the API's own address. */
  readonly baseURL?: string | undefined;
  /** Milliseconds that one attempt may take, its body included. Infinity: no end. Default: 60,000. */
  readonly timeout?: number | undefined;
  /**
   * How often a failed request is sent again; 0 switches every retry off. Refusals for the rate limit have a count of
   * their own: they are waited out up to 10 times (or until the deadline). Default: 2.
   */
  readonly maxRetries?: number | undefined;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Headers of every request. null removes one that the client would send. */
  readonly defaultHeaders?: HeaderValues | undefined;
  /** How much is logged. Default: the environment variable `<API>_LOG`, then `warn`. */
  readonly logLevel?: LogLevel | undefined;
  /** Where log lines go. Default: the console. */
  readonly logger?: Logger | undefined;
  /** Functions around each attempt, the first is the outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Told of waits for the rate limit, of refusals and of retries. What it throws is logged once. Default: nobody is. */
  readonly onEvent?: CallObserver | undefined;
  /**
   * Told of the result of each call, and of each page, before the caller gets it; it must not change it. What it throws is
   * logged once. `watchUnknown` of `@copilot-sdk/runtime/unknown` makes one. Default: nobody is.
   */
  readonly onData?: DataObserver | undefined;
  /** The rate limit where it is not the API's usual one; false: no pacing at all. */
  readonly rateLimit?: false | RateLimitOptions | undefined;
  /**
   * Counts the requests of each month and keeps to the plan's, for an API that has plans: `{ plan: "professional" }`.
   * Default: they are not counted.
   */
  readonly quota?: QuotaOptions | undefined;
  /** Allows a client, and with it the secret key, in a browser. Default: false. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /** Time and randomness, for tests. Clients with a clock of their own share a rate limit only among themselves. */
  readonly clock?: Clock | undefined;
}

/** What to change of the API's rate limit. */
export interface RateLimitOptions extends Partial<RateLimitPolicy> {
  /**
   * Whether other processes use the same key while nothing is shared with them. Then a client begins with a quarter of
   * the limit and takes more every quarter of a second until it has the whole or the server refuses a request.
   * Without it a client adapts to others as well, but only after the server refused requests. Default: false.
   */
  readonly sharedKey?: boolean | undefined;
  /** Makes the limiter in place of the process's own: one that several processes share. Default: the process's own. */
  readonly limiter?: RateLimiterFactory | undefined;
  /** How many requests may wait for their turn; one more fails with a `QueueFullError`. Default: no bound. */
  readonly maxQueue?: number | undefined;
}

/** Options of one call. */
export interface RequestOptions {
  /** Further headers. null removes one that the client would send. */
  readonly headers?: HeaderValues | undefined;
  /** Further query parameters; they replace those of the same name. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** Milliseconds that one attempt may take, its body included. Default: the client's. */
  readonly timeout?: number | undefined;
  /** Milliseconds that the whole call may take, with waiting and retries. Default: no end. */
  readonly deadline?: number | undefined;
  /** How often a failed request is sent again; 0 switches every retry off. Default: the client's. */
  readonly maxRetries?: number | undefined;
  /** Gives the call up. */
  readonly signal?: AbortSignal | undefined;
  /** Sent so that a repeated request acts once; with it every method is retried. */
  readonly idempotencyKey?: string | undefined;
  /** Who goes first when requests wait for the rate limit: the higher one. Default: 0. */
  readonly priority?: number | undefined;
  /**
   * Of a list: the next page is fetched while the items of one are used. That is less waiting, at the price of requests
   * (which count for the rate limit and the quota) for a page that a loop which is left early never looks at; leaving
   * the loop gives up the page that is on its way. Default: false.
   */
  readonly prefetch?: boolean | undefined;
}

/** Options of an upload. `timeout` and `maxRetries` hold for each of its requests, `deadline` for all together. */
export interface UploadOptions extends RequestOptions {
  /** Milliseconds to wait until the file is complete once its bytes are sent. Default: 60,000. */
  readonly pollTimeout?: number | undefined;
}

/** What an upload sends. Each kind can be sent again. */
export type UploadContent = Blob | ArrayBuffer | ArrayBufferView | string;

/** Header values by name; null removes a header, undefined leaves it. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>;

/** The part of the global `fetch` that the runtime uses. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
