import {
  type Encoders,
  type Operation,
  type OperationDefinition,
  operation,
  type PlainDefinition,
  plainOperation,
} from "../operations/index.js";
import { fetchPage } from "./page-call.js";

/** Fetches the first page of a list. */
export type FetchPage = typeof fetchPage;

/** Encoders of a list, and what fetches its pages if they are of another style than the default: `offsetPages` and others. */
export interface PageEncoders extends Encoders {
  readonly pages?: FetchPage;
}

/**
 * An operation whose result is a paginated list. `Body` is the response body, `Item` the type of the list items, and `Header` are the
 * names of the documented headers.
 */
export interface PageOperation<Params, Item, Body = object, Errors = unknown, Header extends string = string>
  extends Operation<Params, Body, Errors> {
  /** Exists only for type inference; never set. */
  readonly "~item"?: Item;
  /** Exists only for type inference; never set. */
  readonly "~header"?: Header;
  /** Fetches its pages. A property, so that programs that list nothing do not bundle the code for lists. */
  readonly "~page": FetchPage;
}

/**
 * Defines a paginated operation: adds the types of its parameters, its items, its response body and the bodies of error responses to a
 * definition.
 *
 * @param encoders With `pages` if the definition has a `pagination` that is not a cursor as a property of the response.
 * @example
 * const listParcels = pageOperation<{ offset?: number }, Parcel>(
 *   { id: "listParcels", method: "GET", path: "/parcels", query: ["offset"],
 *     pagination: { kind: "offset", offset: "offset", items: "parcels" } },
 *   { pages: offsetPages },
 * );
 */
export function pageOperation<Params, Item, Body = object, Errors = unknown, Header extends string = string>(
  definition: OperationDefinition,
  encoders?: PageEncoders,
): PageOperation<Params, Item, Body, Errors, Header> {
  return { ...operation<Params, Body, Errors>(definition, encoders), "~page": encoders?.pages ?? fetchPage };
}

/**
 * The same for a list that has neither path parameters nor a body. Programs with no other operations do not bundle the code for them.
 */
export function plainPageOperation<
  Params,
  Item,
  Body = object,
  Errors = unknown,
  Header extends string = string,
>(definition: PlainDefinition, encoders?: PageEncoders): PageOperation<Params, Item, Body, Errors, Header> {
  return {
    ...plainOperation<Params, Body, Errors>(definition, encoders),
    "~page": encoders?.pages ?? fetchPage,
  };
}
