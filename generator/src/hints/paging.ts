import type { Paging } from "../api-model/paging.ts";

/**
 * The pagination of a list according to the document or the configuration. Missing members are found by the shape of the request and the response.
 * Values of the response are names separated by dots, `meta.next`.
 */
export interface PagingHint {
  /** `none`: the operation is not a list. */
  readonly kind: Paging["kind"] | "none";
  /** The request parameter that takes the cursor. */
  readonly cursor?: string;
  /** The request parameter that takes the number of items before the page. */
  readonly offset?: string;
  /** The request parameter that takes the number of the page. */
  readonly page?: string;
  /** The number of the first page. Default: 1, or what the parameter says. */
  readonly first?: number;
  /** The array with the items. Empty: the response itself. */
  readonly items?: string;
  /** The cursor or address of the next page. */
  readonly next?: string;
  /** The property of the last item that is the cursor of the next page. */
  readonly last?: string;
  /** True if there are more pages. */
  readonly more?: string;
  /** The number of items in the whole list. */
  readonly total?: string;
  /** The number of pages. */
  readonly pages?: string;
  /** The number of this page. */
  readonly current?: string;
}
