import type { APIPromise } from "../calls/index.js";
import {
  ContentError,
  PaginationError,
  type Redact,
  setCursor,
  type Trace,
  trace,
  traced,
} from "../errors/index.js";
import { follow } from "../platform/index.js";

/** A page of a list with the properties of the response, such as the cursor of the next page. */
export type PageOf<Item, Body = object> = Page<Item> & Omit<Body, keyof Page<Item>>;

/** The content of a page. */
export interface PageContent {
  readonly items: readonly unknown[];
  /** Identifies the next page; undefined: this is the last one. */
  readonly next?: string | undefined;
  /** The cursor of the next page as the server sent it, if it is not a string. */
  readonly value?: unknown;
  /** Why the next page cannot be requested. The items of this page are valid. */
  readonly failure?: Error | undefined;
  /** The number of items up to here, if the list was read from its start. */
  readonly count?: number | undefined;
}

/** Position of a page in its list; internal. */
export interface PagePosition {
  /** Number of pages before it. */
  readonly depth: number;
  /** The content of the page before it. */
  readonly previous?: PageContent | undefined;
  /** The cursors used so far, each with the depth of the page that contained it. */
  readonly seen: Map<string | undefined, number>;
  /** Whether the next page is fetched while the items of this one are consumed. */
  readonly prefetch: boolean;
  /** Aborts the list. */
  readonly signal?: AbortSignal | undefined;
  /** Redacts the client's secrets. */
  readonly redact: Redact;
  /** ID of the operation, for errors. */
  readonly operation?: string | undefined;
  /** Fetches the page of a cursor. The signal aborts the request; default: that of the list. */
  readonly fetch: (
    cursor: string | undefined,
    position: PagePosition,
    signal?: AbortSignal,
  ) => APIPromise<unknown>;
}

/** One page of a list. Iterating over it yields its items and those of all following pages. */
export class Page<Item> implements AsyncIterable<Item> {
  /** The items of this page; never null. */
  readonly data: Item[];
  /** Undefined for a page outside a list. */
  readonly #position: PagePosition | undefined;
  readonly #content: PageContent;

  constructor(body: unknown, content: PageContent, position?: PagePosition) {
    // An array has no properties of its own but its items. Copied, because the body may be frozen.
    const attributes: PropertyDescriptorMap = Array.isArray(body)
      ? {}
      : Object.getOwnPropertyDescriptors({ ...(body as object) });
    for (const name of Object.getOwnPropertyNames(Page.prototype)) {
      if (name !== "constructor") delete attributes[name];
    }
    // Defined instead of assigned, so that an attribute named `__proto__` stays an attribute.
    Object.defineProperties(this, attributes);
    this.data = content.items as Item[];
    this.#content = content;
    this.#position = position;
  }

  /** Whether there is a next page. If the response says whether there is one, a list does not end with an empty page. */
  hasNextPage(): boolean {
    return this.#content.next !== undefined;
  }

  /**
   * Fetches the next page.
   *
   * @throws PaginationError when there is none, or its cursor has already been used in this list.
   * @throws APIError with the page's `cursor` when the call fails.
   */
  getNextPage(): Promise<this> {
    return traced(this.#fetchNext());
  }

  /**
   * Iterates over this page and all following ones. A page is fetched when the previous one has been consumed, or earlier with the
   * call's option `prefetch`. Leaving the loop aborts a fetch in progress.
   */
  iterPages(): AsyncGenerator<this, void, undefined> {
    return Page["~pages"](this, trace(Page.prototype.iterPages));
  }

  /** Iterates over the items of this page and all following ones. */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return Page["~items"](this, trace(Page.prototype[Symbol.asyncIterator]));
  }

  /**
   * Collects the items of this page and all following ones, at most `limit` (default: all). No page is fetched beyond the limit.
   *
   * @throws TypeError when `limit` is not a number of at least 0.
   */
  toArray(options: { readonly limit?: number | undefined } = {}): Promise<Item[]> {
    return traced(this.#collect(options));
  }

  /**
   * Iterates over pages until they have `limit` items: no page beyond that is prefetched. Internal.
   *
   * @param caller Who iterates, for the stacks of errors. Default: who awaits the pages.
   */
  static async *"~pages"<One extends Page<unknown>>(
    first: One | Promise<One>,
    caller?: Trace,
    limit: number = Infinity,
  ): AsyncGenerator<One, void, undefined> {
    let page = await traced(Promise.resolve(first), caller);
    let count = page.data.length;
    const { prefetch, signal } = page.#position ?? {};
    let end: (() => void) | undefined;
    try {
      while (page.hasNextPage()) {
        let next: Promise<typeof page> | undefined;
        if (prefetch && count < limit) {
          const ahead = new AbortController();
          if (signal) follow(ahead, signal);
          next = page.#fetchNext(ahead.signal);
          end = () => ahead.abort();
          // Nothing listens to the signal between two fetches, because the iterator may be abandoned there. An error is thrown when that
          // page is requested.
          next.then(end, end);
        }
        yield page;
        page = await traced(next ?? page.#fetchNext(), caller);
        count += page.data.length;
      }
      yield page;
    } finally {
      end?.();
    }
  }

  /** Iterates over the items of pages. Internal. */
  static async *"~items"<Item>(
    first: Page<Item> | Promise<Page<Item>>,
    caller: Trace,
  ): AsyncGenerator<Item, void, undefined> {
    for await (const { data } of Page["~pages"](first, caller)) for (const item of data) yield item;
  }

  async #collect(options: { readonly limit?: number | undefined }): Promise<Item[]> {
    const { limit = typeof options === "object" ? Infinity : Number.NaN } = options;
    // Neither NaN nor what is no number equals the larger one.
    if (Math.max(limit, 0) !== limit)
      throw new ContentError("toArray", "takes { limit }, a number of at least 0");
    const items: Item[] = [];
    for await (const { data } of Page["~pages"](this, undefined, limit)) {
      for (const item of data) if (items.length < limit) items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }

  /** @param signal Aborts the request. Default: the signal of the list. */
  async #fetchNext(signal?: AbortSignal): Promise<this> {
    const { next: cursor } = this.#content;
    const here = this.#position;
    if (cursor === undefined || !here) {
      const problem = "this is the last page; check hasNextPage() first";
      throw new PaginationError(problem, { operation: here?.operation });
    }
    const { seen, depth, fetch, operation, redact } = here;
    if ((seen.get(cursor) ?? depth) !== depth) {
      const problem = `the server repeated a cursor, so the list would never end: ${redact(cursor)}`;
      const error = new PaginationError(problem, { operation });
      setCursor(error, cursor, redact);
      throw error;
    }
    seen.set(cursor, depth);
    const position = { ...here, depth: depth + 1, previous: this.#content };
    return (await fetch(cursor, position, signal)) as this;
  }
}
