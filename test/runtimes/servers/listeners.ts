// The adapters that take what Node's `http` gives.
import type { RequestListener } from "node:http";
import express, { type Express } from "express";
import { EVERY_EVENT, RECEIVED, RECENT_EVENT } from "../support/webhook-protocol.ts";
import { everyEvent, recentEvent, takeReceived } from "./receiver.ts";

/** Listeners by the adapter's name. */
export const listeners: Readonly<Record<string, RequestListener>> = {
  http: (request, response) => {
    if (request.url === RECEIVED) response.end(takeReceived());
    else if (request.url === RECENT_EVENT) recentEvent.node(request, response);
    else everyEvent.node(request, response);
  },
  Express: routed(express()),
  "Express, bytes kept": routed(express().use(express.raw({ type: "*/*", limit: "20mb" }))),
};

function routed(app: Express): Express {
  return app
    .get(RECEIVED, (_, response) => void response.end(takeReceived()))
    .all(EVERY_EVENT, everyEvent.node)
    .all(RECENT_EVENT, recentEvent.node);
}
