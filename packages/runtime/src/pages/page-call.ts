import type { RequestOptions } from "../calls/index.js";
import { ConfigurationError, PaginationError } from "../errors/index.js";
import type { OperationDefinition, Pagination } from "../operations/index.js";
import { kindOf } from "../responses/index.js";
import { fetchList } from "./list.js";
import type { PageContent } from "./page.js";
import type { PagePromise } from "./page-promise.js";
import type { PageSettings } from "./page-settings.js";

/** Fetches the first page of a list, or the page of the cursor in the parameters. */
export function fetchPage<Item, Body>(
  settings: PageSettings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
): PagePromise<Item, Body> {
  const pagination = (operation.pagination ?? settings.pagination) as Pagination | undefined;
  if (pagination?.kind !== "cursor") {
    throw new ConfigurationError(
      `${operation.id}: its pages have no cursor; pass \`pages\` to pageOperation()`,
    );
  }
  return fetchList(settings, {
    operation,
    params,
    options,
    start: (params as Readonly<Record<string, unknown>> | undefined)?.[pagination.cursor],
    redact: (text) => settings.secrets.redactor(operation)(text),
    // As an extra query parameter, it is sent even if the operation does not declare it.
    request: (cursor) => ({ query: { ...options.query, [pagination.cursor]: cursor } }),
    read: (body) => readPage(operation.id, pagination, body),
  });
}

/** Reads the items and the cursor. Without these checks, a response that is not a page would look like the end of the list. */
function readPage(operation: string, { items, next }: Pagination, body: unknown): PageContent {
  const { [items]: list, [next]: cursor } = Object(body) as Readonly<Record<string, unknown>>;
  const end = cursor ?? "";
  const problem =
    kindOf(body) !== "an object"
      ? `it is ${kindOf(body)}`
      : !Object.hasOwn(body as object, items)
        ? `it has no ${items}`
        : list !== null && !Array.isArray(list)
          ? `${items} is ${kindOf(list)}`
          : !/string|num|big/.test(typeof end) && `${next} is ${kindOf(cursor)}`;
  if (problem) throw new PaginationError(`the response is not a page: ${problem}`, { operation, body });
  return { items: (list ?? []) as unknown[], next: end === "" ? undefined : String(end) };
}
