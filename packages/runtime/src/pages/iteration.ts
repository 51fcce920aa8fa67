import { ContentError, type Trace, traced } from "../errors/index.js";

/** A page that leads to the next one. */
export interface LinkedPage<Item> {
  readonly data: readonly Item[];
  hasNextPage(): boolean;
  /** Fetches the next page. The signal aborts the request; default: that of the list. */
  "~next"(signal?: AbortSignal): Promise<this>;
  /** Aborts pages that are fetched ahead; undefined if none are. */
  "~ahead"(): AbortController | undefined;
}

/**
 * Iterates over pages until they have `limit` items: no page beyond that is prefetched.
 *
 * @param caller Who iterates, for the stacks of errors. Default: who awaits the pages.
 */
export async function* pagesFrom<One extends LinkedPage<unknown>>(
  first: One | Promise<One>,
  caller?: Trace,
  limit: number = Infinity,
): AsyncGenerator<One, void, undefined> {
  let page = await traced(Promise.resolve(first), caller);
  let count = page.data.length;
  const ahead = page["~ahead"]();
  try {
    while (page.hasNextPage()) {
      const next = ahead && count < limit ? page["~next"](ahead.signal) : undefined;
      // The error is thrown when that page is requested.
      next?.catch(() => {});
      yield page;
      page = await traced(next ?? page["~next"](), caller);
      count += page.data.length;
    }
    yield page;
  } finally {
    ahead?.abort();
  }
}

/** Iterates over the items of pages. */
export async function* itemsFrom<Item>(
  first: LinkedPage<Item> | Promise<LinkedPage<Item>>,
  caller: Trace,
): AsyncGenerator<Item, void, undefined> {
  for await (const { data } of pagesFrom(first, caller)) for (const item of data) yield item;
}

/**
 * Collects the items of pages, at most `limit`.
 *
 * @throws TypeError when `limit` is not a number of at least 0.
 */
export async function collect<Item>(
  first: LinkedPage<Item>,
  options: { readonly limit?: number | undefined },
): Promise<Item[]> {
  const { limit = typeof options === "object" ? Infinity : Number.NaN } = options;
  // Neither NaN nor what is no number equals the larger one.
  if (Math.max(limit, 0) !== limit)
    throw new ContentError("toArray", "takes { limit }, a number of at least 0");
  const items: Item[] = [];
  for await (const { data } of pagesFrom(first, undefined, limit)) {
    for (const item of data) if (items.length < limit) items.push(item);
    if (items.length >= limit) break;
  }
  return items;
}
