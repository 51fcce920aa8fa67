import { kindOf } from "../answers/index.js";
import type { APIPromise } from "../calls/index.js";
import { PaginationError, type Redact, setCursor, traced } from "../errors/index.js";
import type { Pagination } from "../operations/index.js";

/** A page of a list with the response's own properties, such as the cursor of the next page. */
export type PageOf<Item, Body = object> = Page<Item> & Omit<Body, keyof Page<Item>>;

/** Where a page stands in its list; the runtime's own. */
export interface PagePosition {
  readonly pagination: Pagination;
  /** How many pages come before it. */
  readonly depth: number;
  /** The cursors that led to pages, each with the depth of the page that gave it. */
  readonly seen: Map<string, number>;
  /** Whether the next page is fetched while the items of this one are used. */
  readonly prefetch: boolean;
  /** Hides the client's secrets. */
  readonly redact: Redact;
  /** Id of the operation, for errors. */
  readonly operation?: string | undefined;
  /** Asks for the page that a cursor leads to; the signal gives that up. */
  fetch(cursor: string, position: PagePosition, signal?: AbortSignal): APIPromise<unknown>;
}

/** One page of a list. Iterating it goes through its items and those of all pages after it. */
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

  /** Whether the list goes on. An empty page is not its end: a page without a cursor is. */
  hasNextPage(): boolean {
    return this.#next !== undefined;
  }

  /**
   * The next page.
   *
   * @throws PaginationError when there is none, or its cursor has led to a page of this list before.
   * @throws APIError with the page's `cursor` when the call fails.
   */
  getNextPage(): Promise<this> {
    return traced(this.#fetchNext());
  }

  /**
   * This page and all after it. A page is fetched when the one before it was used, or earlier with the call's option
   * `prefetch`; a page that is on its way when the loop is left is given up.
   */
  iterPages(): AsyncGenerator<this, void, undefined> {
    return this.#pages(Infinity);
  }

  /** The items of this page and all after it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.iterPages()) for (const item of page.data) yield item;
  }

  /** The items of this page and all after it, at most `limit` (default: all). No page is fetched beyond it. */
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

  /** Pages until there are so many items: no page beyond them is fetched ahead. */
  async *#pages(limit: number): AsyncGenerator<this, void, undefined> {
    const leaving = new AbortController();
    let page: this = this;
    let count = page.data.length;
    try {
      while (page.hasNextPage()) {
        const isAhead = page.#position.prefetch && count < limit;
        const next = isAhead ? page.#fetchNext(leaving.signal) : undefined;
        // It is thrown where that page is asked for.
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
      throw new PaginationError("this is the last page; ask hasNextPage() first", { operation });
    }
    if ((seen.get(cursor) ?? depth) !== depth) {
      const problem = `the server repeats a cursor, so the list would not end: ${redact(cursor)}`;
      const error = new PaginationError(problem, { operation });
      setCursor(error, cursor, redact);
      throw error;
    }
    seen.set(cursor, depth);
    return (await fetch(cursor, { ...this.#position, depth: depth + 1 }, signal)) as this;
  }
}

/** Defined, not assigned: an attribute called `__proto__` stays an attribute. */
function defineAttribute(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** What keeps a body from being a page; undefined: nothing. What is no page would be taken for the end of the list. */
function problemOf(body: unknown, items: string, next: string): string | undefined {
  if (kindOf(body) !== "an object") return `it is ${kindOf(body)}`;
  if (!Object.hasOwn(body as object, items)) return `it has no ${items}`;
  const { [items]: list, [next]: cursor } = body as Readonly<Record<string, unknown>>;
  if (list !== null && !Array.isArray(list)) return `${items} is ${kindOf(list)}`;
  if (!isEnd(cursor) && !/string|number/.test(typeof cursor)) return `${next} is ${kindOf(cursor)}`;
  return undefined;
}

/** Whether a cursor says that there is no further page. */
function isEnd(cursor: unknown): boolean {
  return cursor === undefined || cursor === null || cursor === "";
}
