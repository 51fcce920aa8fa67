import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { generateFrom } from "../support/generate.ts";

const SWAGGER = readFileSync(new URL("../fixtures/swagger.yaml", import.meta.url), "utf8");

test("a Swagger 2.0 document is converted, and messages have positions in the original", async () => {
  const { files, diagnostics } = await generateFrom({ "shop.yaml": SWAGGER });
  expect(diagnostics.map(({ code, location }) => [code, location?.line])).toEqual([
    ["unknown-schema-type", 22],
  ]);
  const orders = files.get("shop/src/resources/orders.ts");
  expect(orders).toContain("create(params: CreateOrderParams, options?: RequestOptions): APIPromise<Order>");
  expect(orders).toContain("dryRun?: boolean");
  expect(orders).toContain("sku: string");
  expect([...files.values()].some((text) => text.includes('"https://shop.example/v1"'))).toBe(true);
});

describe("mistakes that the conversion cannot take", () => {
  test.each([
    [
      "consumes: [application/json]",
      "consumes: application/json",
      "`consumes` must be an array of strings",
      "read as",
    ],
    ["host: shop.example", "host: 5", "`host` must be a string", 'read as "5"'],
    [
      "name: dryRun, in: query",
      "name: dryRun",
      "this parameter is missing the required member `in`",
      "is ignored",
    ],
    [
      "type: boolean }",
      "type: boolean }\n        - null",
      "`parameters[2]` must be an object, but it is null",
      "ignored",
    ],
    [
      "name: dryRun, in: query",
      'name: dryRun, in: ""',
      "this parameter is missing the required member `in`",
      "is ignored",
    ],
    ["responses:\n", "responses: []\n      x-responses:\n", "`responses` must be an object", "ignored"],
    ["  Order: {", "  Item: null\n  Order: {", "`Item` must be an object, but it is null", "ignored"],
  ])("%s written as %s is a warning", async (right, wrong, message, reading) => {
    expect(SWAGGER).toContain(right);
    const { files, diagnostics } = await generateFrom({ "shop.yaml": SWAGGER.replace(right, wrong) });
    const [found] = diagnostics.filter(({ message: text }) => text.includes(message));
    expect(found).toMatchObject({ severity: "warning", location: { file: expect.any(String) } });
    expect(found?.message).toContain(reading);
    expect(files.get("shop/src/resources/orders.ts")).toContain("create(");
  });
});

test.each([
  ["null", "x-owner: null"],
  ["a string, beside a body that all operations share", "x-owner: sales"],
])("an extension of a path may be %s", async (_name, extension) => {
  const path = `  /carts:
    post: { operationId: createCart, tags: [Carts], responses: { 204: { description: Done. } } }
    ${extension}
    parameters: [{ name: cart, in: body, schema: { type: object, properties: { sku: { type: string } } } }]
`;
  const { files, diagnostics } = await generateFrom({
    "shop.yaml": SWAGGER.replace("paths:\n", `paths:\n${path}`),
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(files.get("shop/src/resources/carts.ts")).toContain("sku?: string");
});

test("a form without descriptions is converted without a warning", async () => {
  const path = `  /carts:
    post:
      operationId: createCart
      tags: [Carts]
      consumes: [multipart/form-data]
      parameters: [{ name: photo, in: formData, type: file }]
      responses: { 204: { description: Done. } }
`;
  const added = SWAGGER.replace("paths:\n", `paths:\n${path}`);
  const before = await generateFrom({ "shop.yaml": SWAGGER });
  const after = await generateFrom({ "shop.yaml": added });
  expect(after.diagnostics.map(({ message }) => message)).toEqual(
    before.diagnostics.map(({ message }) => message),
  );
});
