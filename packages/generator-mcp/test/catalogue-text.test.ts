import { expect, test } from "vitest";
import { catalogueText } from "../src/catalogue-text.ts";

const catalogue = {
  title: "Shop",
  secrets: ["SHOP_API_KEY"],
  resources: [{ name: "orders" }],
  calls: ["orders.list", "orders.find"].map((name) => ({
    name,
    http: "GET /orders",
    effect: "read" as const,
    arguments: [],
    input: { type: "object", properties: { text: { type: "string" } } },
    result: { kind: "list" as const, schema: { $ref: "Order" } },
  })),
  types: { Order: { type: "object" }, "A\n\u2028B": {} },
};

test("a catalogue is JSON with a line for each resource, call and type", () => {
  const text = catalogueText(catalogue);
  expect(JSON.parse(text)).toEqual(catalogue);
  const lines = text.split("\n");
  for (const { name } of [...catalogue.resources, ...catalogue.calls])
    expect(lines.filter((line) => line.includes(`{"name":"${name}"`))).toHaveLength(1);
  for (const name of Object.keys(catalogue.types))
    expect(lines.filter((line) => line.startsWith(`    ${JSON.stringify(name)}: {`))).toHaveLength(1);
  expect(lines).toHaveLength(16);
});

test("a catalogue without types has an empty object of them", () => {
  expect(JSON.parse(catalogueText({ ...catalogue, calls: [], types: {} }))).toMatchObject({
    calls: [],
    types: {},
  });
});
