import type { ApiDescription } from "../../src/client/index.js";
import {
  ApiClient,
  type ClientOptions,
  type Fetch,
  monthlyQuota,
  operation,
  pageOperation,
} from "../../src/index.js";

/** A fictional API. */
export const shopApi: ApiDescription = {
  name: "Shop",
  baseURL: "https://shop.test",
  environment: "SHOP",
  authentication: { kind: "apiKey", in: "header", name: "X-API-KEY" },
  rateLimit: { requests: 20, perSeconds: 1, recoverySeconds: 1 },
  quota: monthlyQuota({ plans: {} }),
  pagination: { kind: "cursor", cursor: "nextToken", items: "data", next: "nextToken" },
};

export interface Item {
  readonly id: string;
}

export const retrieveItem = operation<{ id: string }, Item>({
  id: "retrieveItem",
  method: "GET",
  path: "/v1/items/{id}",
});

export const createItem = operation<{ name?: string }, Item>({
  id: "createItem",
  method: "POST",
  path: "/v1/items",
  body: "json",
});

export const listItems = pageOperation<
  { limit?: number; nextToken?: string },
  Item,
  { data: Item[] | null; nextToken?: string | null; total?: number }
>({ id: "listItems", method: "GET", path: "/v1/items", query: ["limit", "nextToken"] });

/** A client without pacing and logs, unless the options enable them. */
export function shop(options: ClientOptions = {}): ApiClient {
  return new ApiClient(shopApi, { apiKey: "secret-key", rateLimit: false, logLevel: "off", ...options });
}

/** A request that `fetch` received. */
export interface Sent {
  readonly url: URL;
  readonly init: RequestInit;
  readonly headers: Headers;
}

/** A `fetch` that returns the responses in order, repeats the last one, and records the requests. */
export function scriptedFetch(
  ...answers: readonly (Response | Error | (() => Response))[]
): Fetch & { sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)] ?? json({});
    sent.push({ url: new URL(url), init, headers: new Headers(init.headers) });
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer() : answer.clone();
  };
  return Object.assign(fetch, { sent });
}

/** A response with a JSON body. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
