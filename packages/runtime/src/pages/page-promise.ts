import { APIPromise } from "../calls/index.js";
import { trace, traced } from "../errors/index.js";
import type { WithResponse } from "../operations/index.js";
import { Page, type PageOf } from "./page.js";

/**
 * A list. Await it for its first page; iterate it for every item. `Header` are the names of the documented headers.
 *
 * @example
 * for await (const invoice of copilot.invoices.list()) console.log(invoice.id);
 * const { data, nextToken } = await copilot.invoices.list({ limit: 10 });
 */
export class PagePromise<Item, Body = object, Header extends string = string>
  extends APIPromise<PageOf<Item, Body>, WithResponse<PageOf<Item, Body>, number, Header>>
  implements AsyncIterable<Item>
{
  /** Allows `await` without an intermediate promise; `then` returns an ordinary promise. */
  // biome-ignore lint/complexity/useLiteralKeys: the name without brackets is that of the constructor itself.
  override get ["constructor"](): PromiseConstructor {
    return Promise;
  }

  /**
   * Creates a list of one page that is already loaded, for tests of code that calls the API.
   *
   * @example
   * const invoices: Pick<Invoices, "list"> = { list: () => PagePromise.fromItems([invoice]) };
   */
  static fromItems<Item, Body = object, Header extends string = string>(
    items: readonly Item[],
  ): PagePromise<Item, Body, Header> {
    const data = [...items];
    return new PagePromise((resolve) => {
      resolve(new Page<Item>({ data }, { items: data }) as PageOf<Item, Body>);
      return { unread: false, response: new Response(), caller: undefined };
    });
  }

  /** Iterates over all pages. A page is fetched when the previous one has been consumed. */
  iterPages(): AsyncGenerator<PageOf<Item, Body>, void, undefined> {
    return Page["~pages"]<PageOf<Item, Body>>(this, trace(PagePromise.prototype.iterPages));
  }

  /** Iterates over the items of all pages. */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return Page["~items"](this, trace(PagePromise.prototype[Symbol.asyncIterator]));
  }

  /**
   * Collects the items of all pages, at most `limit` (default: all). No page is fetched beyond the limit.
   *
   * @throws TypeError when `limit` is not a number of at least 0.
   */
  toArray(options: { readonly limit?: number | undefined } = {}): Promise<Item[]> {
    return traced(this.then((page) => page.toArray(options)));
  }
}
