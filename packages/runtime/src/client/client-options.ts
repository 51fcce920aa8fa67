import type { CallObserver, DataObserver, Fetch, HeaderValues, Middleware } from "../calls/index.js";
import type { Clock, Logger, LogLevel } from "../platform/index.js";
import type { QuotaOptions } from "../quota/index.js";
import type { RateLimitOptions } from "../rate-limit/index.js";

/** Options of a client. */
export interface ClientOptions {
  /**
   * The API's secret key. Default: the environment variable `<API>_API_KEY`, read when the client is first used. An empty string
   * counts as missing.
   */
  readonly apiKey?: string | undefined;
  /**
   * Identifies the account, if it has several keys. Clients with the same base URL and account share a rate limit and a quota. It
   * is never sent. Default: the key.
   */
  readonly account?: string | undefined;
  /**
   * Base URL of the API. Default: the environment variable `<API>_BASE_URL`, read when the client is first used, otherwise the
   * URL in the API's description.
   */
  readonly baseURL?: string | undefined;
  /** Time limit of one attempt including its body, in ms. Infinity: no limit. Default: 60,000. */
  readonly timeout?: number | undefined;
  /**
   * Maximum number of retries of a failed request; 0: no retries. Rate limit refusals (429) are counted separately: a call is
   * retried after up to 10 of them, within its deadline, unless this is 0. Default: that of the API's description, or 2.
   */
  readonly maxRetries?: number | undefined;
  /**
   * Maximum size of a response body, in bytes after decompression. If a body is larger, the call fails with an `APIError` and the
   * connection is closed. Infinity: no limit. It does not apply to bodies read from `asResponse()`. Default: 104,857,600 (100 MiB).
   */
  readonly maxResponseBytes?: number | undefined;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Headers of every request. null removes a header that the client would send. */
  readonly defaultHeaders?: HeaderValues | undefined;
  /**
   * Your program's name and version, such as `acme-portal/2.1`. It is the first part of the `user-agent` header, followed by the
   * versions of the client and the platform: `acme-portal/2.1 copilot-sdk/1.2.3 (node 24.1)`. null: the platform sets the header,
   * as it always does in a browser. Default: none.
   */
  readonly userAgent?: string | null | undefined;
  /** The log level. Default: the environment variable `<API>_LOG`, otherwise `warn`. */
  readonly logLevel?: LogLevel | undefined;
  /** Receives the log lines. Default: the console. */
  readonly logger?: Logger | undefined;
  /** Functions that wrap each attempt. The first is the outermost. Default: none. */
  readonly middleware?: readonly Middleware[] | undefined;
  /**
   * Called when a call has waited for the rate limit, was refused, or is retried. Its first exception is logged; exceptions are
   * otherwise ignored. Default: none.
   */
  readonly onEvent?: CallObserver | undefined;
  /**
   * Called with the result of each call and with each page, before the caller gets it, but not with the items of streams. It must
   * not modify the result. Its first exception is logged; exceptions are otherwise ignored. `watchUnknown` of
   * `@copilot-sdk/runtime/unknown` returns such a function. Default: none.
   */
  readonly onData?: DataObserver | undefined;
  /** Changes to the API's rate limit; false: no rate limit. Default: the API's own. */
  readonly rateLimit?: false | RateLimitOptions | undefined;
  /**
   * Counts the requests of each month and enforces the plan's quota, if the API has plans: `{ plan: "professional" }`. Default:
   * requests are not counted.
   */
  readonly quota?: QuotaOptions | undefined;
  /** Allows the client to run in a browser, where anyone can read the secret key. Default: false. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /** Source of time and randomness, for tests. Clients share a rate limit only if they have the same clock. Default: the system's. */
  readonly clock?: Clock | undefined;
}
