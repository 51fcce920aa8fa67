import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Factory, factoriesOf } from "@copilot-sdk/runtime/testing";
import {
  createFactories as createEventFactories,
  valueTypes as eventTypes,
} from "@copilot-sdk/webhooks/testing";
import { createFactories, valueTypes } from "copilot-sdk/testing";
import { expect, test } from "vitest";
import { checkDocument } from "./support/check-document.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const examples = join(dirname(createRequire(import.meta.url).resolve("@readme/oas-examples/package.json")));

test("every value of every type of this API fits its schema", async () => {
  const checked = await checkDocument(["../../../.wire/openapi.json"], here, 10);
  expect(checked.invalid).toEqual([]);
  expect(checked.types).toBeGreaterThan(140);
});

test("every value of a document with limits, patterns, recursion and unions fits its schema", async () => {
  const checked = await checkDocument(["library.yaml"], here, 50);
  expect(checked).toMatchObject({ invalid: [], types: 10, values: 1000 });
});

test.each([
  "3.0/json/circular.json",
  "3.0/json/discriminators.json",
  "3.0/json/petstore.json",
  "3.0/json/schema-additional-properties.json",
  "3.1/json/train-travel.json",
])("every value of every type of %s fits its schema", async (file) => {
  expect((await checkDocument([join(examples, file)], here)).invalid).toEqual([]);
});

test("the same seed gives the same values, and another seed gives others", () => {
  const invoices = (seed: number) => createFactories({ seed }).Invoice.list(5);
  expect(invoices(42)).toEqual(invoices(42));
  expect(invoices(43)).not.toEqual(invoices(42));
});

test("the values of a type stay the same when the API gets other types", () => {
  const names = ["Invoice", "Client"];
  const create = (types: typeof valueTypes) =>
    factoriesOf<Record<string, Factory<unknown>>>(types, names, { seed: 1 });
  const before = create(valueTypes);
  const after = create({ AAdded: { kind: "object", required: { id: "string" } }, ...valueTypes });
  for (const name of names) expect(after[name]?.list(5)).toEqual(before[name]?.list(5));
});

test("the other properties of an object stay the same when its type gets another one", () => {
  const { Client } = valueTypes;
  if (typeof Client !== "object" || Client.kind !== "object") throw new Error("Client is not an object");
  const added = { ...Client, optional: { aAdded: "string" as const, ...Client.optional } };
  const create = (types: typeof valueTypes) =>
    factoriesOf<{ readonly Client: Factory<object> }>(types, ["Client"]).Client();
  expect(create({ ...valueTypes, Client: added })).toEqual({
    ...create(valueTypes),
    aAdded: expect.any(String),
  });
});

test("IDs are unique and increasing, also those of objects in pages and events", () => {
  const factories = createEventFactories();
  const ids = [
    factories.ClientCreatedEvent().data.id,
    ...["a", "b", "c"].map(() => factories.ClientUpdatedEvent().data.id),
  ];
  expect(new Set(ids).size).toBe(4);
  expect([...ids].sort()).toEqual(ids);
});

test("an ID refers to the object with the same number", () => {
  const factories = createFactories();
  const product = factories.Product();
  expect(factories.InvoiceLineItem().productId).toBe(product.id);
});

test("values are readable: names and addresses agree, and times are in order", () => {
  const client = createFactories({ seed: 3 }).Client();
  expect(client.email).toContain(client.givenName.toLowerCase());
  expect(client.email).toContain(client.familyName.toLowerCase());
  expect(Date.parse(client.createdAt)).toBeLessThan(Date.parse(client.updatedAt ?? ""));
});

test("properties that are given are kept at any depth, and `undefined` leaves a property out", () => {
  const invoice = createFactories().Invoice({
    total: 4200,
    memo: undefined,
    lineItems: [{ description: "Tea" }, {}],
  });
  expect(invoice).toMatchObject({ total: 4200, object: "invoice" });
  expect(invoice).not.toHaveProperty("memo");
  expect(invoice.lineItems).toMatchObject([
    { description: "Tea", amount: expect.any(Number) },
    { amount: expect.any(Number) },
  ]);
});

test("several values are created at once, each with its own properties or with the same", () => {
  const { Client } = createFactories();
  expect(Client.list([{ givenName: "Ada" }, {}])).toMatchObject([{ givenName: "Ada" }, { object: "client" }]);
  expect(Client.list(3, { familyName: "Kim" }).map(({ familyName }) => familyName)).toEqual([
    "Kim",
    "Kim",
    "Kim",
  ]);
});

test("without optional properties, a value has only what is required", () => {
  const invoice = createFactories({ optional: false }).Invoice();
  expect(invoice).not.toHaveProperty("memo");
  expect(invoice).toHaveProperty("total");
});

test("the given value of a discriminator chooses the member of a union", () => {
  const { WebhookEvent } = createEventFactories();
  expect(WebhookEvent({ eventType: "task.created" })).toMatchObject({ data: { object: "task" } });
});

test("each type has a factory, and the table contains every type that it consists of", () => {
  const names = new Set([
    ...JSON.stringify({ ...valueTypes, ...eventTypes }).matchAll(/"kind":"type","name":"(\w+)"/g),
  ]);
  const missing = [...names]
    .map(([, name = ""]) => name)
    .filter((name) => !(name in eventTypes) && !(name in valueTypes));
  expect(missing).toEqual([]);
});

test("deprecated properties are left out unless they are given", () => {
  const { Invoice } = createFactories();
  expect(Invoice()).not.toHaveProperty("recipientId");
  expect(Invoice({ recipientId: "client-7" })).toHaveProperty("recipientId", "client-7");
});

test("an invalid seed is a TypeError", () => {
  expect(() => createFactories({ seed: Number.NaN })).toThrow("createFactories: `seed` is not a number");
});
