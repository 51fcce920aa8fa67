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
  /** How often a failed request is sent again; 0: the request is sent once. Default: the client's. */
  readonly maxRetries?: number | undefined;
  /** The largest body of a response that is read, in bytes after decompression. Default: the client's. */
  readonly maxResponseBytes?: number | undefined;
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

/** The options of a call that was given none. One object for all of them, because very many may be waiting. */
export const NO_OPTIONS: RequestOptions = /* @__PURE__ */ Object.freeze({});

/** Header values by name; null removes a header, undefined leaves it. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>;

/** The part of the global `fetch` that the runtime uses. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
