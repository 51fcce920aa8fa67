import type { ServerResponse } from "node:http";
import { pageOperation } from "../../src/index.js";
import type { FetchPage, PageStyle } from "../../src/page-styles/index.js";
import { type Arrived, startServer, type TestServer } from "./server.js";
import { type Item, shop } from "./shop.js";

/** What a server sends for a page. */
export interface SentPage {
  readonly body: unknown;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as a list server sees it. */
export interface Asked {
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly path: string;
  /** The address of the server, without a slash. */
  readonly host: string;
  readonly arrived: Arrived;
}

/** Starts a server of one list. */
export function startList(page: (asked: Asked) => SentPage): Promise<TestServer> {
  return startServer((arrived, response) => {
    const host = `http://${arrived.headers.host}`;
    const url = new URL(arrived.path, host);
    const body = arrived.body.length === 0 ? {} : JSON.parse(arrived.body.toString());
    send(response, page({ query: url.searchParams, body, path: url.pathname, host, arrived }));
  });
}

function send(response: ServerResponse, { body, status = 200, headers = {} }: SentPage): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** Items with the numbers from 1 on. */
export function numbered(count: number): readonly Item[] {
  return Array.from({ length: count }, (_, index) => ({ id: String(index + 1) }));
}

/** The parameters that the lists of these tests take. */
export interface ListParams {
  readonly [name: string]: unknown;
}

/** The list of a server, with a style. */
export function listOf(
  server: Pick<TestServer, "url">,
  pagination: PageStyle,
  pages: FetchPage,
  params: ListParams = {},
) {
  const isBody = "in" in pagination && pagination.in === "body";
  const object = "object" in pagination && pagination.object !== undefined ? [pagination.object] : [];
  const operation = pageOperation<ListParams, Item>(
    {
      id: "listItems",
      method: isBody ? "POST" : "GET",
      path: "/v1/items",
      ...(isBody ? { body: "json" as const } : { query: [...new Set([...object, ...Object.keys(params)])] }),
      pagination,
    },
    { pages },
  );
  return shop({ baseURL: server.url, maxRetries: 0 }).page(operation, params);
}

/** The ids of a list's items, and the error that ended it. */
export async function readAll(list: AsyncIterable<Item>): Promise<{ ids: string[]; error: unknown }> {
  const ids: string[] = [];
  let error: unknown;
  try {
    for await (const { id } of list) ids.push(id);
  } catch (failure) {
    error = failure;
  }
  return { ids, error };
}
