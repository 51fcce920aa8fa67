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
  readonly body: TypeExpression;
}
