import { expect, test } from "vitest";
import { generateFrom } from "../support/generate.ts";

const SWAGGER = `swagger: "2.0"
info: { title: Shop API, version: 1.0.0 }
host: shop.example
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions: { key: { type: apiKey, in: header, name: X-Key } }
security: [{ key: [] }]
paths:
  /orders:
    post:
      operationId: createOrder
      tags: [orders]
      parameters:
        - { name: order, in: body, required: true, schema: { $ref: "#/definitions/NewOrder" } }
        - { name: dryRun, in: query, type: boolean }
      responses:
        "201": { description: Created., schema: { $ref: "#/definitions/Order" } }
definitions:
  NewOrder: { type: object, required: [sku], properties: { sku: { type: string } } }
  Order: { type: object, required: [id], properties: { id: { type: string }, state: { type: strin } } }
`;

test("a Swagger 2.0 document is converted, and messages have positions in the original", async () => {
  const { files, diagnostics } = await generateFrom({ "shop.yaml": SWAGGER });
  expect(diagnostics.map(({ code, location }) => [code, location?.line])).toEqual([
    ["swagger-2", 1],
    ["unknown-schema-type", 22],
  ]);
  const orders = files.get("shop/src/resources/orders.ts");
  expect(orders).toContain("create(params: CreateOrderParams, options?: RequestOptions): APIPromise<Order>");
  expect(orders).toContain("dryRun?: boolean");
  expect(orders).toContain("sku: string");
  expect([...files.values()].some((text) => text.includes('"https://shop.example/v1"'))).toBe(true);
});
