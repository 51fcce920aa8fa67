/** Options of one call. */
export interface RequestOptions {
  /** Additional headers. null removes a header that the client would send. */
  readonly headers?: HeaderValues | undefined;
  /** Additional query parameters. They replace parameters of the same name. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** Time limit of one attempt including its body, in ms. Default: the client's. */
  readonly timeout?: number | undefined;
  /** Time limit of the whole call including waiting and retries, in ms. Default: no limit. */
  readonly deadline?: number | undefined;
  /** Maximum number of retries of a failed request; 0: no retries. Default: the client's. */
  readonly maxRetries?: number | undefined;
  /** Maximum size of a response body, in bytes after decompression. Default: the client's. */
  readonly maxResponseBytes?: number | undefined;
  /** Aborts the call. */
  readonly signal?: AbortSignal | undefined;
  /** Idempotency key, which ensures that a repeated request has no further effect. With it, requests of any method are retried. */
  readonly idempotencyKey?: string | undefined;
  /** Among requests that wait for the rate limit, those with a higher priority are sent first. Default: 0. */
  readonly priority?: number | undefined;
  /**
   * For lists: whether to fetch the next page while the items of the current one are consumed. This reduces waiting, but a loop
   * that is left early may have requested a page that it never uses, which counts toward the rate limit and the quota. Leaving the
   * loop aborts the fetch. Default: false.
   */
  readonly prefetch?: boolean | undefined;
}

/** The options of calls without options. One shared object, because many calls may be waiting. */
export const NO_OPTIONS: RequestOptions = /* @__PURE__ */ Object.freeze({});

/** Header values by name; null removes a header, undefined leaves it unchanged. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>;

/** The part of the global `fetch` that the runtime uses. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
