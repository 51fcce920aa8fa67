import { type RequestOptions, startCall } from "../calls/index.js";
import { APIError, type Redact, setCursor } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { Page, type PageContent, type PageOf, type PagePosition } from "./page.js";
import { PagePromise } from "./page-promise.js";
import type { PageSettings } from "./page-settings.js";

/** A call of a list, with what its style of pages does differently. */
export interface List {
  readonly operation: OperationDefinition;
  readonly params: unknown;
  readonly options: RequestOptions;
  /** The cursor that the caller starts with. */
  readonly start: unknown;
  /** Hides secrets in a cursor. */
  readonly redact: Redact;
  /**
   * Returns the changes to the request for the page of a cursor.
   *
   * @throws PaginationError if it cannot be requested.
   */
  request(cursor: string): PageRequest;
  /**
   * Reads a response.
   *
   * @throws PaginationError if it is not a page.
   */
  read(body: unknown, response: Response, position: PagePosition): PageContent;
}

/** The changes to a request, compared with that of the first page. */
export interface PageRequest {
  readonly operation?: OperationDefinition;
  readonly params?: unknown;
  readonly query?: RequestOptions["query"];
}

/** Fetches the first page of a list. */
export function fetchList<Item, Body>(settings: PageSettings, list: List): PagePromise<Item, Body> {
  const { options, redact } = list;
  const start = typeof list.start === "string" ? list.start : undefined;
  const fetch: PagePosition["fetch"] = (cursor, position, leaving) => {
    const sent = { ...list, query: options.query, ...(position.depth > 0 && list.request(cursor as string)) };
    const signal = leaving ?? options.signal;
    return new PagePromise<Item, Body>((resolve) =>
      startCall(settings, sent.operation, sent.params, { ...options, query: sent.query, signal }, resolve, {
        result: (body: Body, response) =>
          new Page<Item>(body, list.read(body, response, position), position) as PageOf<Item, Body>,
        failed: (error) => {
          if (error instanceof APIError) setCursor(error, cursor, redact);
        },
      }),
    );
  };
  return fetch(start, {
    depth: 0,
    seen: new Map([[start, -1]]),
    prefetch: options.prefetch === true,
    signal: options.signal,
    redact,
    operation: list.operation.id,
    fetch,
  }) as PagePromise<Item, Body>;
}
