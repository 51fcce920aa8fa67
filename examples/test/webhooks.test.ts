// The two examples behind real servers. test/runtimes/webhooks.test.ts tests every adapter in every runtime.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createWebhookHandler, webhooks } from "@copilot-sdk/webhooks";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const secret = "whsec-test";

interface Document {
  readonly webhooks: Readonly<
    Record<
      string,
      {
        readonly post: {
          readonly requestBody: {
            readonly content: { readonly "application/json": { readonly example: object } };
          };
        };
      }
    >
  >;
}

const document = JSON.parse(
  readFileSync(new URL("../../.wire/openapi.json", import.meta.url), "utf8"),
) as Document;

/** Runs a test with a real server on a free port. */
async function serving<Result>(
  listener: RequestListener,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function post(url: string, event: object): Promise<number> {
  const body = JSON.stringify(event);
  const headers = await webhooks.generateTestHeaders(body, { secret });
  const response = await fetch(url, { method: "POST", body, headers });
  await response.text();
  return response.status;
}

test("Express explains clearly that a body parser ran first", async () => {
  const heard: object[] = [];
  const told: string[] = [];
  vi.spyOn(console, "warn").mockImplementation((message: string) => void told.push(message));
  const handler = createWebhookHandler({ secret, on: {}, fallback: (event) => heard.push(event) });
  const app = express().use(express.json()).post("/webhooks", handler.node);
  const status = await serving(app, (url) => post(url, { eventType: "invoice.paid", data: {} }));
  vi.restoreAllMocks();
  expect([status, heard]).toEqual([500, []]);
  expect(told.join()).toContain("by a body parser such as express.json(). Put the handler before it");
});

describe("the examples", () => {
  const lines: string[] = [];

  beforeEach(() => {
    vi.stubEnv("COPILOT_WEBHOOK_SECRET", secret);
    vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    lines.length = 0;
  });

  const example = (type: string) =>
    document.webhooks[type]?.post.requestBody.content["application/json"].example ?? {};

  test("the route handler logs the events", async () => {
    const { POST } = await import("../webhooks-route.ts");
    await serving(getRequestListener(POST), async (url) => {
      for (const type of ["invoice.paid", "client.updated", "task.created"]) await post(url, example(type));
    });
    expect(lines).toEqual([
      expect.stringMatching(/^Invoice \S+ was paid: \d+\.$/),
      expect.stringMatching(/^Client \S+ was changed: familyName\.$/),
      "No listener for task.created.",
    ]);
  });

  test("the Express app does too, and handles a repeated event once", async () => {
    const { app } = await import("../webhooks-express.ts");
    await serving(app, async (url) => {
      for (const type of ["message.sent", "message.sent", "note.created"]) await post(url, example(type));
    });
    expect(lines).toEqual([
      expect.stringMatching(/^Message \S+ in channel \S+\.$/),
      "No listener for note.created.",
    ]);
  });
});
