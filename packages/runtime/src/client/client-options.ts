import type { CallObserver, DataObserver, Fetch, HeaderValues, Middleware } from "../calls/index.js";
import type { Clock, Logger, LogLevel } from "../platform/index.js";
import type { QuotaOptions } from "../quota/index.js";
import type { RateLimitOptions } from "../rate-limit/index.js";

/** Options of a client. */
export interface ClientOptions {
  /**
   * The API's secret key. Default: the environment variable `<API>_API_KEY`, read when the client is first used. An empty key is
   * a missing one.
   */
  readonly apiKey?: string | undefined;
  /**
   * Whose rate limit and quota count the requests, where several keys stand for the same account: clients of one address and
   * account share both. It is never sent. Default: the key.
   */
  readonly account?: string | undefined;
  /**
   * Where the API is. Default: the environment variable `<API>_BASE_URL`, read when the client is first used, then the API's own
   * address.
   */
  readonly baseURL?: string | undefined;
  /** Milliseconds that one attempt may take, its body included. Infinity: no end. Default: 60,000. */
  readonly timeout?: number | undefined;
  /**
   * How often a failed request is sent again; 0: each request is sent once. Refusals for the rate limit are counted
   * separately: they are waited out up to 10 times (or until the deadline), and with 0 not at all. Default: 2.
   */
  readonly maxRetries?: number | undefined;
  /**
   * The largest body of a response that is read into memory, in bytes after decompression; a larger one is an `APIError`,
   * and its connection is closed. Infinity: no bound. Read what is larger from `asResponse()`, which has no bound.
   * Default: 104,857,600 (100 MiB).
   */
  readonly maxResponseBytes?: number | undefined;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Headers of every request. null removes one that the client would send. */
  readonly defaultHeaders?: HeaderValues | undefined;
  /**
   * Your program's name and version, such as `acme-portal/2.1`: it comes first in the header `user-agent`, which tells the server
   * the client's version and the platform: `acme-portal/2.1 copilot-sdk/1.2.3 (node 24.1)`. null: the header is left to the
   * platform, as it always is in a browser. Default: none.
   */
  readonly userAgent?: string | null | undefined;
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
