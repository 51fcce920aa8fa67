/** The paging of a list. The runtime has one reader for each kind. */
export type Paging = CursorPaging | OffsetPaging | NumberPaging | AddressPaging | LinkPaging;

/** The names that lead to a value in a response, from the outside in. Empty: the response itself. */
export type PropertyPath = readonly string[];

/** A request parameter takes a cursor, which is in the response or is a property of the last item. */
export interface CursorPaging {
  readonly kind: "cursor";
  readonly cursor: string;
  /** The parameter is a property of the body. Absent: it is in the query. */
  readonly in?: "body";
  /** The object parameter of the call that has the request parameter as a property. Absent: none. */
  readonly object?: string;
  readonly items: PropertyPath;
  readonly next?: PropertyPath;
  /** Without `next`: the property of the last item. Empty: the item itself. */
  readonly last?: PropertyPath;
  /** A boolean: whether there are more pages. */
  readonly more?: PropertyPath;
}

/** A request parameter takes the number of items before the page. */
export interface OffsetPaging {
  readonly kind: "offset";
  readonly offset: string;
  readonly in?: "body";
  readonly object?: string;
  readonly items: PropertyPath;
  /** The number of items in the whole list. */
  readonly total?: PropertyPath;
  readonly more?: PropertyPath;
}

/** A request parameter takes the number of the page. */
export interface NumberPaging {
  readonly kind: "page";
  readonly page: string;
  readonly in?: "body";
  readonly object?: string;
  /** The number of the first page. Absent: 1. */
  readonly first?: number;
  readonly items: PropertyPath;
  /** The number of the page in its response. */
  readonly current?: PropertyPath;
  /** The number of pages. */
  readonly pages?: PropertyPath;
  readonly total?: PropertyPath;
  readonly more?: PropertyPath;
}

/** The response contains the address of the next page. */
export interface AddressPaging {
  readonly kind: "address";
  readonly items: PropertyPath;
  readonly next: PropertyPath;
}

/** The header `Link` contains the address of the next page. */
export interface LinkPaging {
  readonly kind: "link";
  readonly items: PropertyPath;
}

/** The style in one phrase, for documentation and messages: `by the cursor \`after\``. */
export function pagingText(paging: Paging): string {
  const path = "object" in paging ? `${paging.object}.` : "";
  switch (paging.kind) {
    case "cursor":
      return `by the cursor \`${path}${paging.cursor}\``;
    case "offset":
      return `by the offset \`${path}${paging.offset}\``;
    case "page":
      return `by the page number \`${path}${paging.page}\``;
    case "address":
      return `by the address \`${paging.next.join(".")}\` in the response`;
    case "link":
      return "by the header `Link`";
  }
}
