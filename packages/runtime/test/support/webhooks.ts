import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import {
  type WebhookAnswer,
  WebhookError,
  type WebhookHandler,
  type WebhookHandlerOptions,
  WebhookReceiver,
} from "../../src/webhooks/index.js";
import type { FakeClock } from "./fake-clock.js";

/** Events of a fictional API. */
export type ShopEvent =
  | { readonly kind: "order.paid"; readonly total: number }
  | { readonly kind: "order.gone" };

export const webhooks = new WebhookReceiver<ShopEvent, "kind">({
  header: "X-Shop-Signature",
  discriminator: "kind",
  timestamp: "at",
  environment: "SHOP",
});
export const secret = "whsec-test";
export const paid = '{"kind":"order.paid","total":1200}';

export type ShopHandlerOptions = Partial<WebhookHandlerOptions<ShopEvent, "kind">>;

/** A handler that records its activity. */
export function recorded(options: ShopHandlerOptions = {}): {
  readonly handler: WebhookHandler;
  readonly heard: string[];
  readonly errors: unknown[];
} {
  const heard: string[] = [];
  const errors: unknown[] = [];
  const handler = webhooks.handler({
    secret,
    on: { "order.paid": ({ total }) => heard.push(`paid ${total}`) },
    fallback: (event) => heard.push(`fallback ${JSON.stringify(event)}`),
    onError: (error) => errors.push(error instanceof WebhookError ? error.code : error),
    ...options,
  });
  return { handler, heard, errors };
}

/** Passes a signed body to a handler. */
export async function deliver(handler: WebhookHandler, body: string = paid): Promise<WebhookAnswer> {
  const headers = await webhooks.generateTestHeaders(body, { secret });
  return handler.handle({ body, headers });
}

/** Advances time until a promise settles. Signatures take real time, so there may be no timer for a moment. */
export async function settled<Result>(clock: FakeClock, promise: Promise<Result>): Promise<Result> {
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
  };
  promise.then(settle, settle);
  for (await setImmediate(); !isSettled; await setImmediate()) {
    if (clock.pending > 0) await clock.advance(10);
  }
  return promise;
}

/** Runs a test with a real server on a free port. */
export async function serving<Result>(
  listener: RequestListener,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Sends a body. Signs it unless headers are given. */
export async function post(
  url: string,
  body: string,
  headers?: Record<string, string>,
): Promise<[status: number, text: string]> {
  const signed = headers ?? (await webhooks.generateTestHeaders(body, { secret }));
  const response = await fetch(url, { method: "POST", body, headers: signed });
  return [response.status, await response.text()];
}
