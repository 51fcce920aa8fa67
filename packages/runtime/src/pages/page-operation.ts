import { type Encoders, type Operation, type OperationDefinition, operation } from "../operations/index.js";
import { fetchPage } from "./page-call.js";

/** An operation whose result is a list in pages: `Body` is the whole answer, `Item` what it lists. */
export interface PageOperation<Params, Item, Body = object> extends Operation<Params, Body> {
  /** Only for the compiler; never set. */
  readonly "~item"?: Item;
  /** Fetches its pages. It is here so that a program which lists nothing does not carry what lists need. */
  readonly "~page": typeof fetchPage;
}

/** Makes an operation that lists: its definition with the types of its parameters, of what it lists and of a whole answer. */
export function pageOperation<Params, Item, Body = object>(
  definition: OperationDefinition,
  encoders?: Encoders,
): PageOperation<Params, Item, Body> {
  return { ...operation<Params, Body>(definition, encoders), "~page": fetchPage };
}
