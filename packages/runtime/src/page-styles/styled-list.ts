import { buildRequest, type RequestOptions } from "../calls/index.js";
import { withoutQueries } from "../errors/index.js";
import {
  isAbsent,
  type OperationDefinition,
  type PageStyle,
  parameterName,
  propertyOf,
} from "../operations/index.js";
import {
  fetchList,
  type PageContent,
  type PagePosition,
  type PagePromise,
  type PageRequest,
  type PageSettings,
} from "../pages/index.js";

type Values = Readonly<Record<string, unknown>>;

/** A response, and the request that it answers. */
export interface ReceivedPage<Style extends PageStyle = PageStyle> {
  readonly style: Style;
  /** ID of the operation. */
  readonly operation: string;
  readonly body: unknown;
  readonly response: Response;
  readonly position: PagePosition;
  /** The value of the parameter that selects the page; undefined if it was not sent. */
  readonly selected: unknown;
  /** The names of the query parameters that contain credentials. */
  readonly secrets: readonly string[];
  /** The URL that was requested. */
  url(): string;
}

/** Reads a page of one style. */
export type PageReader<Style extends PageStyle> = (page: ReceivedPage<Style>) => PageContent;

/** Fetches the first page of a list with the style of its operation, or the page that the parameters select. */
export function fetchStyled<Item, Body, Style extends PageStyle>(
  read: PageReader<Style>,
  settings: PageSettings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
): PagePromise<Item, Body> {
  const style = (operation.pagination ?? settings.pagination) as Style;
  const values = (params ?? {}) as Values;
  const parameter = parameterOf(style);
  const object = "object" in style ? style.object : undefined;
  const owner = (object === undefined ? values : (values[object] ?? {})) as Values;
  const start = parameter === undefined ? undefined : givenValue(operation, owner, options, parameter);
  const redacted = (text: string): string => settings.secrets.redactor(operation)(text);
  // Without the items, so that consumed pages can be garbage collected.
  const contents = new Map<string, Pick<PageContent, "value" | "failure">>();
  const request = (cursor: string): PageRequest => {
    const { value = cursor, failure } = contents.get(cursor) ?? {};
    if (failure !== undefined) throw failure;
    if (parameter === undefined) return { operation: { ...operation, "~address": cursor } };
    const changed = { [parameter]: value };
    if ("in" in style && style.in === "body") return { params: { ...values, ...changed } };
    if (object !== undefined && options.query?.[parameter] === undefined)
      return { params: { ...values, [object]: { ...owner, ...changed } } };
    // As an extra query parameter, it is sent even if the operation does not declare it.
    return { query: { ...options.query, ...changed } };
  };
  return fetchList(settings, {
    operation,
    params,
    options,
    start: isAbsent(start) ? undefined : String(start),
    // The query of an address may contain private data.
    redact: parameter === undefined ? (text) => withoutQueries(redacted(text)) : redacted,
    request,
    read: (body, response, position) => {
      const cursor = position.previous?.next;
      const content = read({
        style,
        operation: operation.id,
        body,
        response,
        position,
        selected: cursor ?? start,
        secrets: Object.keys(settings.credentials.query ?? {}),
        url: () =>
          parameter === undefined && cursor !== undefined
            ? cursor
            : buildRequest(settings, operation, params, options).url,
      });
      const { next, value, failure } = content;
      if (next !== undefined) contents.set(next, { value, failure });
      return content;
    },
  });
}

/** The request parameter that selects a page. The member of the style that is named after its kind has the name. */
function parameterOf(style: PageStyle): string | undefined {
  switch (style.kind) {
    case "cursor":
      return style.cursor;
    case "offset":
      return style.offset;
    case "page":
      return style.page;
    default:
      return undefined;
  }
}

/** The value that the caller gave to a parameter. */
function givenValue(
  { query = [] }: OperationDefinition,
  values: Values,
  options: RequestOptions,
  parameter: string,
): unknown {
  const declared = query.find((each) => parameterName(each) === parameter);
  return options.query?.[parameter] ?? values[declared === undefined ? parameter : propertyOf(declared)];
}
