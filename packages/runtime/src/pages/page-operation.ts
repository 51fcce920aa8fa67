import { type Encoders, type Operation, type OperationDefinition, operation } from "../operations/index.js";
import { fetchPage } from "./page-call.js";

/** An operation whose result is a paginated list. `Body` is the response body, `Item` the type of the list items. */
export interface PageOperation<Params, Item, Body = object, Errors = unknown>
  extends Operation<Params, Body, Errors> {
  /** Exists only for type inference; never set. */
  readonly "~item"?: Item;
  /** Fetches its pages. A property, so that programs that list nothing do not bundle the code for lists. */
  readonly "~page": typeof fetchPage;
}

/**
 * Defines a paginated operation: adds the types of its parameters, its items, its response body and the bodies of error responses to a
 * definition.
 */
export function pageOperation<Params, Item, Body = object, Errors = unknown>(
  definition: OperationDefinition,
  encoders?: Encoders,
): PageOperation<Params, Item, Body, Errors> {
  return { ...operation<Params, Body, Errors>(definition, encoders), "~page": fetchPage };
}
