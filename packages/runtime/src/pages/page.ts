import { kindOf } from "../answers/index.js";
import type { APIPromise } from "../calls/index.js";
import { PaginationError, type Redact, setCursor, traced } from "../errors/index.js";
import type { Pagination } from "../operations/index.js";

/** A page of a list with the properties of the response, such as the cursor of the next page. */
export type PageOf<Item, Body = object> = Page<Item> & Omit<Body, keyof Page<Item>>;

/** Position of a page in its list; internal. */
export interface PagePosition {
  readonly pagination: Pagination;
  /** Number of pages before it. */
  readonly depth: number;
  /** The cursors used so far, each with the depth of the page that contained it. */
  readonly seen: Map<string, number>;
  /** Whether the next page is fetched while the items of this one are consumed. */
  readonly prefetch: boolean;
  /** Redacts the client's secrets. */
  readonly redact: Redact;
  /** Id of the operation, for errors. */
  readonly operation?: string | undefined;
  /** Fetches the page of a cursor; the signal aborts the request. */
  fetch(cursor: string, position: PagePosition, signal?: AbortSignal): APIPromise<unknown>;
}

/** One page of a list. Iterating over it yields its items and those of all following pages. */
export class Page<Item> implements AsyncIterable<Item> {
  /** The items of this page; never null. */
  readonly data: Item[];
  readonly #position: PagePosition;
  readonly #next: string | undefined;

  constructor(body: unknown, position: PagePosition) {
    const { items, next } = position.pagination;
    const problem = problemOf(body, items, next);
    if (problem !== undefined) {
      const { operation } = position;
      throw new PaginationError(`the response is not a page: ${problem}`, { operation, body });
    }
    const page = body as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(page)) {
      if (name === "constructor" || !Object.hasOwn(Page.prototype, name)) defineAttribute(this, name, value);
    }
    this.data = (page[items] ?? []) as Item[];
    this.#next = isEnd(page[next]) ? undefined : String(page[next]);
    this.#position = position;
  }

  /** Whether there is a next page. The list ends with a page without a cursor, not with an empty page. */
  hasNextPage(): boolean {
    return this.#next !== undefined;
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
    return this.#pages(Infinity);
  }

  /** Iterates over the items of this page and all following ones. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.iterPages()) for (const item of page.data) yield item;
  }

  /** Collects the items of this page and all following ones, at most `limit` (default: all). No page is fetched beyond the limit. */
  toArray(options: { readonly limit?: number | undefined } = {}): Promise<Item[]> {
    return traced(this.#collect(options.limit));
  }

  async #collect(limit = Infinity): Promise<Item[]> {
    const items: Item[] = [];
    for await (const page of this.#pages(limit)) {
      for (const item of page.data) if (items.length < limit) items.push(item);
      if (items.length >= limit) break;
    }
    return items;
  }

  /** Iterates over pages until they have `limit` items: no page beyond that is prefetched. */
  async *#pages(limit: number): AsyncGenerator<this, void, undefined> {
    const leaving = new AbortController();
    let page: this = this;
    let count = page.data.length;
    try {
      while (page.hasNextPage()) {
        const isAhead = page.#position.prefetch && count < limit;
        const next = isAhead ? page.#fetchNext(leaving.signal) : undefined;
        // The error is thrown when that page is requested.
        next?.catch(() => {});
        yield page;
        page = await traced(next ?? page.#fetchNext());
        count += page.data.length;
      }
      yield page;
    } finally {
      leaving.abort();
    }
  }

  async #fetchNext(signal?: AbortSignal): Promise<this> {
    const cursor = this.#next;
    const { seen, depth, fetch, operation, redact } = this.#position;
    if (cursor === undefined) {
      throw new PaginationError("this is the last page; check hasNextPage() first", { operation });
    }
    if ((seen.get(cursor) ?? depth) !== depth) {
      const problem = `the server repeated a cursor, so the list would never end: ${redact(cursor)}`;
      const error = new PaginationError(problem, { operation });
      setCursor(error, cursor, redact);
      throw error;
    }
    seen.set(cursor, depth);
    return (await fetch(cursor, { ...this.#position, depth: depth + 1 }, signal)) as this;
  }
}

/** Defines instead of assigning, so that an attribute named `__proto__` stays an attribute. */
function defineAttribute(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Why a body is not a page; undefined if it is one. Without this check, it would look like the end of the list. */
function problemOf(body: unknown, items: string, next: string): string | undefined {
  if (kindOf(body) !== "an object") return `it is ${kindOf(body)}`;
  if (!Object.hasOwn(body as object, items)) return `it has no ${items}`;
  const { [items]: list, [next]: cursor } = body as Readonly<Record<string, unknown>>;
  if (list !== null && !Array.isArray(list)) return `${items} is ${kindOf(list)}`;
  if (!isEnd(cursor) && !/string|number/.test(typeof cursor)) return `${next} is ${kindOf(cursor)}`;
  return undefined;
}

/** Whether a cursor indicates the last page. */
function isEnd(cursor: unknown): boolean {
  return cursor === undefined || cursor === null || cursor === "";
}
