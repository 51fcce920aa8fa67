// The two examples behind real servers, with every event of the spec, and some that it does not know.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createWebhookHandler, type WebhookEvent, WebhookEventType, webhooks } from "@copilot-sdk/webhooks";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import { Hono } from "hono";
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

/** The example of each event in the spec, one with new attributes, and one of a new type. */
const events: readonly (readonly [string, object])[] = [
  ...Object.entries(document.webhooks).map(
    ([type, { post }]) => [type, post.requestBody.content["application/json"].example] as const,
  ),
  ["invoice.paid, with new attributes", newAttributes()],
  [
    "of a new type",
    { eventType: "invoice.refunded", data: { id: "in_1", object: "invoice", refund: { amount: 5 } } },
  ],
];

function newAttributes(): object {
  const example = document.webhooks["invoice.paid"]?.post.requestBody.content["application/json"].example;
  const { data, ...event } = example as { readonly data: object };
  return {
    ...event,
    priority: 7,
    data: { ...data, voidedAt: null, riskScores: [{ name: "fraud", value: 0.1 }] },
  };
}

/** Runs with a real server that listens on a free port. */
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

/** A handler that keeps what it hears: half of the types have a listener, all others go to the fallback. */
function keeping(heard: WebhookEvent[]) {
  const keep = (event: WebhookEvent) => heard.push(event);
  const types = Object.values(WebhookEventType).filter((_, index) => index % 2 === 0);
  const on = Object.fromEntries(types.map((type) => [type, keep]));
  return createWebhookHandler({ secret, on, fallback: keep });
}

const adapters: readonly (readonly [string, (heard: WebhookEvent[]) => RequestListener])[] = [
  ["a Fetch request, as Next.js has it", (heard) => getRequestListener(keeping(heard).fetch)],
  [
    "Hono",
    (heard) => {
      const app = new Hono();
      app.post("/webhooks", (context) => keeping(heard).fetch(context.req.raw));
      return getRequestListener(app.fetch);
    },
  ],
  ["Node's http", (heard) => keeping(heard).node],
  ["Express", (heard) => express().post("/webhooks", keeping(heard).node)],
  [
    "Express, after a parser that keeps the bytes",
    (heard) =>
      express()
        .use(express.raw({ type: "*/*" }))
        .post("/webhooks", keeping(heard).node),
  ],
];

describe.each(adapters)("through %s", (_, listenerOf) => {
  test("every event arrives, verified, with everything that it came with", async () => {
    const heard: WebhookEvent[] = [];
    const statuses = await serving(listenerOf(heard), async (url) => {
      const answers: number[] = [];
      for (const [, event] of events) answers.push(await post(url, event));
      return answers;
    });
    expect(events.length).toBe(Object.keys(WebhookEventType).length + 2);
    expect(statuses).toEqual(events.map(() => 200));
    expect(heard).toEqual(events.map(([, event]) => event));
  });

  test("nothing arrives that somebody else signed", async () => {
    const heard: WebhookEvent[] = [];
    const status = await serving(listenerOf(heard), async (url) => {
      const body = '{"eventType":"invoice.paid","data":{}}';
      const headers = await webhooks.generateTestHeaders(body, { secret: "another" });
      return (await fetch(url, { method: "POST", body, headers })).status;
    });
    expect([status, heard]).toEqual([401, []]);
  });
});

test("Express says clearly when a body parser was there first", async () => {
  const heard: WebhookEvent[] = [];
  const told: string[] = [];
  vi.spyOn(console, "warn").mockImplementation((message: string) => void told.push(message));
  const app = express().use(express.json()).post("/webhooks", keeping(heard).node);
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

  const example = (type: string) => events.find(([name]) => name === type)?.[1] ?? {};

  test("the route handler writes what it heard", async () => {
    const { POST } = await import("../webhooks-route.ts");
    await serving(getRequestListener(POST), async (url) => {
      for (const type of ["invoice.paid", "client.updated", "task.created"]) await post(url, example(type));
    });
    expect(lines).toEqual([
      expect.stringMatching(/^Invoice \S+ was paid: \d+\.$/),
      expect.stringMatching(/^Client \S+ was changed: familyName\.$/),
      "Nobody listens to task.created.",
    ]);
  });

  test("the Express app does, and handles what is repeated once", async () => {
    const { app } = await import("../webhooks-express.ts");
    await serving(app, async (url) => {
      for (const type of ["message.sent", "message.sent", "note.created"]) await post(url, example(type));
    });
    expect(lines).toEqual([
      expect.stringMatching(/^Message \S+ in channel \S+\.$/),
      "Nobody listens to note.created.",
    ]);
  });
});
