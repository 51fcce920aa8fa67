/** The names that lead to a value in a response, from the outside in. Empty: the response itself. One name needs no array. */
export type PropertyPath = string | readonly string[];

/** Where a response contains the items and the cursor of the next page, and which parameter takes that cursor. */
export interface Pagination {
  readonly kind: "cursor";
  /** Request parameter that takes the cursor. */
  readonly cursor: string;
  /** Response property that contains the items. */
  readonly items: string;
  /** Response property that contains the cursor of the next page. */
  readonly next: string;
}

/** A cursor that is nested, that is taken from the last item, or that is sent in the body. Read by `cursorPages`. */
export interface CursorStyle {
  readonly kind: "cursor";
  /** Request parameter that takes the cursor. */
  readonly cursor: string;
  /** Where the parameter is sent. Default: the query. */
  readonly in?: "body";
  /** The object parameter of the call that has this one as a property. Default: none. */
  readonly object?: string;
  readonly items: PropertyPath;
  /** The cursor of the next page in the response. */
  readonly next?: PropertyPath;
  /** Without `next`: the property of the last item that is the cursor. Empty: the item itself. */
  readonly last?: PropertyPath;
  /** A boolean: whether there are more pages. */
  readonly more?: PropertyPath;
}

/** The parameter is the number of items before the page. Read by `offsetPages`. */
export interface OffsetStyle {
  readonly kind: "offset";
  /** Request parameter that takes the offset. */
  readonly offset: string;
  /** Where the parameter is sent. Default: the query. */
  readonly in?: "body";
  /** The object parameter of the call that has this one as a property. Default: none. */
  readonly object?: string;
  readonly items: PropertyPath;
  /** The number of items in the whole list. */
  readonly total?: PropertyPath;
  /** A boolean: whether there are more pages. */
  readonly more?: PropertyPath;
}

/** The parameter is the number of the page. Read by `numberedPages`. */
export interface NumberStyle {
  readonly kind: "page";
  /** Request parameter that takes the number of the page. */
  readonly page: string;
  /** Where the parameter is sent. Default: the query. */
  readonly in?: "body";
  /** The object parameter of the call that has this one as a property. Default: none. */
  readonly object?: string;
  /** The number of the first page. Default: 1. */
  readonly first?: number;
  readonly items: PropertyPath;
  /** The number of the page in its response. */
  readonly current?: PropertyPath;
  /** The number of pages. */
  readonly pages?: PropertyPath;
  /** The number of items in the whole list. */
  readonly total?: PropertyPath;
  /** A boolean: whether there are more pages. */
  readonly more?: PropertyPath;
}

/** The response contains the address of the next page. Read by `addressPages`. */
export interface AddressStyle {
  readonly kind: "address";
  readonly items: PropertyPath;
  readonly next: PropertyPath;
}

/** The header `Link` contains the address of the next page, as in RFC 8288. Read by `linkPages`. */
export interface LinkStyle {
  readonly kind: "link";
  readonly items: PropertyPath;
}

/** How the pages of a list follow each other. A style with a parameter has its name in the member that is named after the kind. */
export type PageStyle = Pagination | CursorStyle | OffsetStyle | NumberStyle | AddressStyle | LinkStyle;
