// The adapters that accept a `Request`.
import { Hono } from "hono";
import { RECEIVED } from "../support/webhook-protocol.ts";
import { handlers, takeReceived } from "./receiver.ts";

/** Handles a request. */
export type Fetcher = (request: Request) => Response | Promise<Response>;

const hono = new Hono().get(RECEIVED, (context) => context.body(takeReceived()));
for (const [path, handler] of Object.entries(handlers)) {
  hono.all(path, (context) => handler.fetch(context.req.raw));
}

/** Functions by name of the adapter. */
export const fetchers: Readonly<Record<string, Fetcher>> = {
  fetch: (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === RECEIVED) return new Response(takeReceived());
    return handlers[pathname]?.fetch(request) ?? new Response("no such path", { status: 404 });
  },
  Hono: (request) => hono.fetch(request),
};
