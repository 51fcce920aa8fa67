import type { Paging } from "./paging.ts";
import type { TypeExpression } from "./type-model.ts";

/** What a call returns. Emitters and the diff distinguish the kinds by one `switch` each. */
export type CallModel = SingleCall | PagedCall;

/** A call returns the response. */
export interface SingleCall {
  readonly kind: "single";
}

/** A call returns a page. Iterating over it requests the next pages. */
export interface PagedCall {
  readonly kind: "paged";
  readonly item: TypeExpression;
  /** The response, whose properties are those of the page. Absent: it is an array, which has none. */
  readonly body?: TypeExpression;
  readonly paging: Paging;
  /** Whether responses may lack the items. */
  readonly hasOptionalItems?: true;
  /** Who says how the pages follow each other: the API for all its lists, the operation, or only the names of its properties. */
  readonly source: "api" | "operation" | "guess";
}
