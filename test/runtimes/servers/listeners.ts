// The adapters for the requests of Node's `http`.
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import express, { type Express } from "express";
import { AS_TEXT, EVERY_EVENT, RECEIVED } from "../support/webhook-protocol.ts";
import { handlers, takeReceived } from "./receiver.ts";

/** Listeners by name of the adapter. */
export const listeners: Readonly<Record<string, RequestListener>> = {
  http: (request, response) => {
    const { url = "" } = request;
    if (url === RECEIVED) response.end(takeReceived());
    else if (url === AS_TEXT) asText(request, response);
    else handlers[url]?.node(request, response);
  },
  Express: routed(express()),
  "Express, bytes kept": routed(express().use(express.raw({ type: "*/*", limit: "20mb" }))),
};

function routed(app: Express): Express {
  for (const [path, handler] of Object.entries(handlers)) app.all(path, handler.node);
  return app.post(AS_TEXT, asText).get(RECEIVED, (_, response) => void response.end(takeReceived()));
}

function asText(request: IncomingMessage, response: ServerResponse): void {
  request.setEncoding("utf8");
  handlers[EVERY_EVENT]?.node(request, response);
}
