import { type RequestOptions, startCall } from "../calls/index.js";
import { APIError, ConfigurationError, type Redact, setCursor } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { Page, type PageOf, type PagePosition } from "./page.js";
import { PagePromise } from "./page-promise.js";
import type { PageSettings } from "./page-settings.js";

/** Fetches the first page of a list, or the page of the cursor in the parameters. */
export function fetchPage<Item, Body>(
  settings: PageSettings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
): PagePromise<Item, Body> {
  const pagination = operation.pagination ?? settings.pagination;
  if (pagination === undefined) {
    throw new ConfigurationError(
      `${operation.id}: neither the operation nor the API defines how lists are paginated`,
    );
  }
  const first = (params as Readonly<Record<string, unknown>> | undefined)?.[pagination.cursor];
  const seen = new Map<string, number>();
  if (typeof first === "string") seen.set(first, -1);

  const redact: Redact = (text) => settings.secrets.redactor(operation)(text);
  const promise = (
    cursor: string | undefined,
    position: PagePosition,
    leaving?: AbortSignal,
  ): PagePromise<Item, Body> =>
    new PagePromise<Item, Body>((resolve) => {
      // As an extra query parameter, it is sent even if the operation does not declare it.
      const query = position.depth === 0 ? options.query : { ...options.query, [pagination.cursor]: cursor };
      const given = options.signal;
      const signal = given && leaving ? AbortSignal.any([given, leaving]) : (given ?? leaving);
      return startCall(settings, operation, params, { ...options, query, signal }, resolve, {
        result: (body: Body) => new Page<Item>(body, position) as PageOf<Item, Body>,
        failed: (error) => {
          if (error instanceof APIError) setCursor(error, cursor, redact);
        },
      });
    });
  return promise(typeof first === "string" ? first : undefined, {
    pagination,
    depth: 0,
    seen,
    prefetch: options.prefetch === true,
    redact,
    operation: operation.id,
    fetch: promise,
  });
}
