import { BillingClient } from "@copilot-sdk/billing";
import { shapes as billingShapes } from "@copilot-sdk/billing/shapes";
import { openTelemetry } from "@copilot-sdk/runtime/otel";
import { type UnknownValue, watchUnknown } from "@copilot-sdk/runtime/unknown";
import { shapes as eventShapes } from "@copilot-sdk/webhooks/shapes";
import * as umbrella from "copilot-sdk";
import { Copilot } from "copilot-sdk";
import { shapes } from "copilot-sdk/shapes";
import { describe, expect, test } from "vitest";
import { startJsonServer } from "./support/json-server.ts";

/** An invoice with an unknown status. */
const refunded = { id: "in_1", object: "invoice", status: "refunded", lineItems: [], currency: "usd" };
const paid = { ...refunded, id: "in_2", status: "paid" };

describe("an invoice with an unknown status", () => {
  test("is reported once, and returned unchanged", async () => {
    const pages = {
      "": { data: [paid, refunded], nextToken: "2" },
      "2": { data: [refunded, paid, refunded] },
    };
    const { url } = await startJsonServer(({ path }) => ({
      body: pages[path.endsWith("nextToken=2") ? "2" : ""],
    }));
    const found: UnknownValue[] = [];
    const watch = watchUnknown(shapes, (unknown) => found.push(unknown));
    const copilot = new Copilot({ apiKey: "key", baseURL: url, ...watch });

    const invoices = await copilot.invoices.list().toArray();
    expect(invoices).toStrictEqual([paid, refunded, refunded, paid, refunded]);
    await copilot.invoices.list().toArray();

    expect(found).toEqual([
      { operation: "listInvoices", kind: "enum", path: "data[1].status", value: "refunded" },
    ]);
    expect(watch.state().total).toBe(6);
  });

  test("is reported by the client of its package and by derived clients", async () => {
    const { url } = await startJsonServer(() => ({ body: refunded }));
    const found: string[] = [];
    const watch = watchUnknown(billingShapes, ({ operation, path }) => found.push(`${operation} ${path}`));
    const billing = new BillingClient({ apiKey: "key", baseURL: url, ...watch }).withOptions({
      maxRetries: 0,
    });
    await billing.invoices.retrieve("in_1");
    expect(found).toEqual(["retrieveInvoice status"]);
  });

  test("is not reported without a watch", async () => {
    const { url } = await startJsonServer(() => ({ body: refunded }));
    const copilot = new Copilot({ apiKey: "key", baseURL: url });
    expect(await copilot.invoices.retrieve("in_1")).toStrictEqual(refunded);
  });
});

test("new event types and new values in events are reported", () => {
  const found: unknown[] = [];
  const watch = watchUnknown(eventShapes, ({ kind, path, value }) => found.push([kind, path, value]));
  const events = [
    { eventType: "invoice.paid", data: paid },
    { eventType: "invoice.refunded", data: refunded },
    { eventType: "invoice.updated", data: refunded },
  ];
  for (const event of events) watch.onData("WebhookEvent", event);
  expect(found).toEqual([
    ["variant", "eventType", "invoice.refunded"],
    ["enum", "data.status", "refunded"],
  ]);
});

describe("the shapes", () => {
  const frozen = Object.entries<unknown>(umbrella).filter(
    ([, value]) => typeof value === "object" && Object.isFrozen(value),
  );

  test("contain exactly the known values of the enums", () => {
    const compared = frozen.filter(([name]) => Object.hasOwn(shapes.types, name));
    expect(compared.length).toBeGreaterThan(20);
    for (const [name, values] of compared) {
      expect([name, shapes.types[name]]).toEqual([
        name,
        { kind: "enum", values: Object.values(values as object) },
      ]);
    }
  });

  test("of the umbrella are those of all packages, for existing operations", () => {
    const operations = Object.keys(shapes.operations);
    expect(operations).toEqual(expect.arrayContaining(Object.keys(billingShapes.operations)));
    expect(operations.filter((name) => !Object.hasOwn(umbrella, name))).toEqual([]);
    expect(operations.length).toBeGreaterThan(50);
  });

  test("reference only types that they contain", () => {
    const mentioned = JSON.stringify([shapes.operations, shapes.types], (key, value: unknown) =>
      key === "values" && Array.isArray(value) ? undefined : value,
    ).matchAll(/"([A-Z]\w+)"/g);
    const names = new Set([...mentioned].map(([, name = ""]) => name));
    expect(names.size).toBeGreaterThan(30);
    expect([...names].filter((name) => !Object.hasOwn(shapes.types, name))).toEqual([]);
  });
});

test("telemetry and a watch can be combined in one client", async () => {
  const { url } = await startJsonServer(() => ({ body: refunded }));
  const spans: string[] = [];
  const values: unknown[] = [];
  const span = { setAttribute: () => span, setStatus: () => span, end: () => {} };
  const tracer = {
    startSpan: (name: string) => {
      spans.push(name);
      return span;
    },
  };
  const copilot = new Copilot({
    apiKey: "key",
    baseURL: url,
    ...openTelemetry({ trace: { getTracer: () => tracer } }),
    ...watchUnknown(shapes, ({ value }) => values.push(value)),
  });
  await copilot.invoices.retrieve("in_1");
  expect([spans, values]).toEqual([["GET /v1/invoices/{id}"], ["refunded"]]);
});
