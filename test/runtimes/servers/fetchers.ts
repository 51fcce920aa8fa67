// The adapters that take a `Request`.
import { Hono } from "hono";
import { EVERY_EVENT, RECEIVED, RECENT_EVENT } from "../support/webhook-protocol.ts";
import { everyEvent, recentEvent, takeReceived } from "./receiver.ts";

/** A function that answers a request. */
export type Fetcher = (request: Request) => Response | Promise<Response>;

const hono = new Hono()
  .get(RECEIVED, (context) => context.body(takeReceived()))
  .all(EVERY_EVENT, (context) => everyEvent.fetch(context.req.raw))
  .all(RECENT_EVENT, (context) => recentEvent.fetch(context.req.raw));

/** Functions by the adapter's name. */
export const fetchers: Readonly<Record<string, Fetcher>> = {
  fetch: (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === RECEIVED) return new Response(takeReceived());
    return pathname === RECENT_EVENT ? recentEvent.fetch(request) : everyEvent.fetch(request);
  },
  Hono: (request) => hono.fetch(request),
};
