import { APIPromise } from "./api-promise.js";
import type { PageOf } from "./page.js";

/**
 * A list. Await it for its first page; iterate it for every item.
 *
 * @example
 * for await (const invoice of copilot.invoices.list()) console.log(invoice.id);
 * const { data, nextToken } = await copilot.invoices.list({ limit: 10 });
 */
export class PagePromise<Item, Body = object>
  extends APIPromise<PageOf<Item, Body>>
  implements AsyncIterable<Item>
{
  /** All pages. A page is fetched when the one before it was used. */
  async *iterPages(): AsyncGenerator<PageOf<Item, Body>, void, undefined> {
    yield* (await this).iterPages() as AsyncGenerator<PageOf<Item, Body>, void, undefined>;
  }

  /** The items of all pages. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    yield* await this;
  }

  /** The items of all pages, at most `limit` (default: all). No page is fetched beyond it. */
  async toArray(options: { readonly limit?: number | undefined } = {}): Promise<Item[]> {
    return (await this).toArray(options);
  }
}
