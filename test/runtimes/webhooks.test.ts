// Each adapter in each runtime, behind a real server of that runtime: it accepts every event, and rejects every forgery.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WebhookEventType, webhooks } from "@copilot-sdk/webhooks";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { root } from "../support/workspace.ts";
import { cell } from "./support/cells.ts";
import { forgeries } from "./support/forgeries.ts";
import { runtimes, workerd } from "./support/runtimes.ts";
import {
  AS_TEXT,
  HASTY,
  RECENT_EVENT,
  SLOW_EVENT,
  secret,
  UNCONFIGURED,
} from "./support/webhook-protocol.ts";
import { breakOff, type Delivery, holdBack, send, sendAll, takeReceived } from "./support/webhook-sender.ts";
import { startWorker } from "./support/worker.ts";

const consumer = inject("consumer");
const events = allEvents();

/** Adapters by name, and whether they accept a `Request` or the requests of Node's `http`. */
const adapters = [
  { adapter: "fetch", takesRequest: true },
  { adapter: "Hono", takesRequest: true },
  { adapter: "http", takesRequest: false },
  { adapter: "Express", takesRequest: false },
  { adapter: "Express, bytes kept", takesRequest: false },
] as const;

describe.each(adapters)("through $adapter", ({ adapter, takesRequest }) => {
  for (const { name, command, parameters, fetchServer } of runtimes) {
    const program = takesRequest ? fetchServer : "node-server.mjs";
    describeServer(name, adapter, () =>
      startServerProcess(command, [...parameters, program, adapter], { cwd: consumer }),
    );
  }
  describeServer(workerd.name, adapter, () =>
    startWorker(consumer, takesRequest ? "worker.mjs" : "node-worker.mjs", {
      ADAPTER: adapter,
      NODE_ENV: "test",
    }),
  );
});

/** The servers of an adapter are tested at the same time, because most tests wait. The tests of a server share what it received. */
function describeServer(runtime: string, adapter: string, start: () => Promise<ServerProcess>): void {
  const options = { ...cell(runtime, adapter.replace(/,.*/, "")), concurrent: false };

  describe(runtime, { concurrent: true }, () => {
    let server: ServerProcess;

    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server?.stop());

    test("every event is verified and received with all of its properties", options, async () => {
      const deliveries = await Promise.all(events.map((event) => signed(event)));
      expect(new Set(await sendAll(server.url, deliveries))).toEqual(new Set([200]));
      expect(await takeReceived(server.url)).toEqual({ heard: events, refused: [] });
    });

    test("an event that is delivered twice is handled once", options, async () => {
      const event = { eventType: "invoice.paid", created: new Date().toISOString(), data: { id: "in_1" } };
      const delivery = { ...(await signed(event)), path: RECENT_EVENT };
      const statuses = [await send(server.url, delivery), await send(server.url, delivery)];
      expect(statuses).toEqual([200, 200]);
      expect(await takeReceived(server.url)).toEqual({ heard: [event], refused: [] });
    });

    test(
      "an event that is repeated while its listener runs is not lost when the listener fails",
      options,
      async () => {
        const [event = {}] = events;
        const delivery = { ...(await signed(event)), path: SLOW_EVENT };
        const statuses = await Promise.all([send(server.url, delivery), send(server.url, delivery)]);
        expect(statuses.sort()).toEqual([200, 500]);
        expect(await takeReceived(server.url)).toEqual({ heard: [event], refused: ["Error: not yet"] });
      },
    );

    test("an incomplete body times out", options, async () => {
      const [event = {}] = events;
      const delivery = { ...(await signed(event)), path: HASTY };
      // The body parser that keeps the bytes waits for the body itself.
      if (adapter !== "Express, bytes kept") {
        expect(await holdBack(server.url, delivery)).toBe(408);
        expect(await takeReceived(server.url)).toEqual({ heard: [], refused: ["body-timeout"] });
      }
      expect(await send(server.url, delivery)).toBe(200);
      expect(await takeReceived(server.url)).toEqual({ heard: [event], refused: [] });
    });

    test("a byte order mark before an event is removed", options, async () => {
      const [event = {}] = events;
      expect(await send(server.url, await signed(event, "\uFEFF"))).toBe(200);
      expect(await takeReceived(server.url)).toEqual({ heard: [event], refused: [] });
    });

    test(
      "a handler can be created without a secret, and reports that at its first request",
      options,
      async () => {
        const [event = {}] = events;
        expect(await send(server.url, { ...(await signed(event)), path: UNCONFIGURED })).toBe(500);
        expect(await takeReceived(server.url)).toEqual({
          heard: [],
          refused: [
            "ConfigurationError: no webhook secret: pass the option secret or set COPILOT_WEBHOOK_SECRET",
          ],
        });
      },
    );

    if (adapter === "http" || adapter === "Express") {
      test("an event whose bytes were decoded by setEncoding is verified", options, async () => {
        const delivery = { ...(await signed(events.at(-1) ?? {})), path: AS_TEXT };
        expect(await send(server.url, delivery)).toBe(200);
        expect(await takeReceived(server.url)).toEqual({ heard: [events.at(-1)], refused: [] });
      });
    }

    test("every kind of forgery is rejected, with its code", options, async () => {
      const statuses: number[] = [];
      for (const forgery of forgeries) statuses.push(await send(server.url, forgery));
      const { heard, refused } = await takeReceived(server.url);
      const outcomes = forgeries.map(({ name }, index) => [name, statuses[index], refused[index]]);
      expect(outcomes).toEqual(forgeries.map(({ name, status, code }) => [name, status, code]));
      expect([heard, refused.length]).toEqual([[], forgeries.length]);
    });

    test("a truncated event is rejected, and the next one is received", options, async () => {
      const [event = {}] = events;
      await breakOff(server.url, await signed(event));
      // The body parser that keeps the bytes rejects this request itself.
      if (adapter !== "Express, bytes kept") {
        const received = await vi.waitFor(async () => {
          const { heard, refused } = await takeReceived(server.url);
          expect(refused).not.toEqual([]);
          return { heard, refused };
        }, 60_000);
        expect(received).toEqual({ heard: [], refused: ["not-an-event"] });
      }
      expect(await send(server.url, await signed(event))).toBe(200);
      expect(await takeReceived(server.url)).toEqual({ heard: [event], refused: [] });
    });
  });
}

async function signed(event: object, mark = ""): Promise<Delivery> {
  const body = mark + JSON.stringify(event);
  return { body, headers: await webhooks.generateTestHeaders(body, { secret }) };
}

/** The example of each event in the spec, an event with new attributes, and an event of a new type. */
function allEvents(): readonly object[] {
  const document = JSON.parse(readFileSync(join(root, ".wire", "openapi.json"), "utf8")) as Document;
  const examples = Object.values(document.webhooks).map(
    ({ post }) => post.requestBody.content["application/json"].example,
  );
  const types = examples.map(({ eventType }) => eventType);
  expect(types.sort()).toEqual(Object.values(WebhookEventType).sort());
  const paid = examples.find(({ eventType }) => eventType === "invoice.paid");
  const grown = {
    ...paid,
    priority: 7,
    data: { ...paid?.data, voidedAt: null, riskScores: [{ value: 0.1 }] },
  };
  const unheardOf = {
    eventType: "invoice.refunded",
    data: { id: "größer", refund: { amount: 5 } },
    into: null,
  };
  return [...examples, grown, unheardOf];
}

/** The parts of the bundled document that these tests use. */
interface Document {
  readonly webhooks: Readonly<
    Record<
      string,
      {
        readonly post: { readonly requestBody: { readonly content: { readonly "application/json": Media } } };
      }
    >
  >;
}

interface Media {
  readonly example: { readonly eventType: string; readonly data: object };
}
