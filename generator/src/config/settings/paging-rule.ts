import * as v from "valibot";
import { string, strings } from "./values.ts";

/** How the pages of lists follow each other. Names that are absent are found by the shape of the operation. */
export const pagingRule = v.strictObject({
  /** The style. `none`: these operations are not lists, whatever their shape. */
  kind: v.picklist(["cursor", "offset", "page", "address", "link", "none"]),
  /**
   * The operations: their ids, or their methods and paths, where `*` stands for anything: `listOrders`, `GET /v2/*`. Default: all that
   * have the parameter and the values of the response.
   */
  operations: v.exactOptional(strings),
  /** The request parameter that takes the cursor. */
  cursor: v.exactOptional(string),
  /** The request parameter that takes the number of items before the page. */
  offset: v.exactOptional(string),
  /** The request parameter that takes the number of the page. */
  page: v.exactOptional(string),
  /** The number of the first page. Default: 1, or what the parameter says. */
  first: v.exactOptional(v.number()),
  /** The array with the items, `result.rows`. An empty string: the response itself. */
  items: v.exactOptional(v.string()),
  /** The cursor or the address of the next page, `meta.next`. */
  next: v.exactOptional(string),
  /** The property of the last item that is the cursor, `id`. An empty string: the item itself. */
  last: v.exactOptional(v.string()),
  /** Whether there are more pages, `has_more`. */
  more: v.exactOptional(string),
  /** The number of items in the whole list. */
  total: v.exactOptional(string),
  /** The number of pages. */
  pages: v.exactOptional(string),
  /** The number of the page in its response. */
  current: v.exactOptional(string),
});
