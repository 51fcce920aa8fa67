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

test("a base path without a slash does not continue the name of the host, with a warning", async () => {
  const text = SWAGGER.replace("basePath: /v1", "basePath: .evil.example");
  const { files, diagnostics } = await generateFrom({ "shop.yaml": text });
  expect(files.get("shop/src/client.ts")).toContain('baseURL: "https://shop.example/.evil.example"');
  expect(diagnostics.map(({ code, location }) => [code, location?.line])).toContainEqual(["invalid-path", 4]);
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

test.each([
  ["the document", SWAGGER.replaceAll("[application/json]", "[]")],
  ["an operation", SWAGGER.replace("    post:\n", "    post:\n      consumes: []\n      produces: []\n")],
])("with empty lists of media types in %s, bodies and responses keep their schemas", async (_name, text) => {
  const { files } = await generateFrom({ "shop.yaml": text });
  const orders = files.get("shop/src/resources/orders.ts");
  expect(orders).toContain("create(params: CreateOrderParams, options?: RequestOptions): APIPromise<Order>");
  expect(orders).toContain("sku: string");
});

test("a response without a body has no content, although it has an example", async () => {
  const empty = '"204": { description: None., examples: { application/json: {} } }';
  const { files } = await generateFrom({ "shop.yaml": SWAGGER.replace(/( +)"201": .*/, `$&\n$1${empty}`) });
  expect(files.get("shop/src/resources/orders.ts")).toContain("APIPromise<Order | undefined, ");
});

test("an error with a schema is JSON, although the operation produces another type, with a warning", async () => {
  const text = SWAGGER.replace("    post:\n", "    post:\n      produces: [application/pdf]\n").replace(
    /( +)"201": .*/,
    '$1"201": { description: It., schema: { type: file } }\n$1"409": { description: No., schema: { $ref: "#/definitions/Order" } }',
  );
  const { files, diagnostics } = await generateFrom({ "shop.yaml": text });
  expect(diagnostics.map(({ code, location }) => [code, location?.line])).toContainEqual([
    "error-media-type",
    21,
  ]);
  const orders = files.get("shop/src/resources/orders.ts") ?? "";
  expect(orders).toContain("Record<409, Order>");
  expect(orders).toContain('accept: "application/pdf, application/json;q=0.9"');
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

describe("what Swagger 2.0 says in other places than OpenAPI 3 stays", async () => {
  const MEMBERS = readFileSync(new URL("../fixtures/swagger-members.yaml", import.meta.url), "utf8");
  const { files, diagnostics } = await generateFrom({ "shop.yaml": MEMBERS });
  const file = (path: string) => files.get(`shop/src/${path}`) ?? "";

  test("nothing is reported", () => {
    expect(diagnostics).toEqual([]);
  });

  test("bodies that the document or a path shares", () => {
    expect(declaration(file("resources/carts.ts"), "PutCartParams")).toBe("sku: string;");
    expect(declaration(file("resources/carts.ts"), "CheckCartParams")).toBe(
      "dry?: boolean | undefined; sku: string;",
    );
  });

  test("fields of forms, with those of their path", () => {
    const photos = file("resources/photos.ts");
    expect(declaration(photos, "AddPhotoParams")).toBe(
      "photo: FileLike; size?: AddPhotoSize | undefined; labels?: string[] | undefined; album: string;",
    );
    expect(photos).toContain('export type KnownAddPhotoSize = "small" | "large";');
    expect(operationText(photos, "addPhoto")).toContain('body: "multipart",\n  response');
    expect(declaration(photos, "LabelPhotoParams")).toBe("labels?: string[] | undefined; album: string;");
    expect(operationText(photos, "labelPhoto")).toContain(
      'body: "form",\n  fields: [{ name: "labels", style: "form", explode: false }],',
    );
  });

  test("the media types of an operation, not those of the document", () => {
    expect(operationText(file("resources/photos.ts"), "getPhoto")).toContain(
      'accept: "image/png",\n  response: "binary"',
    );
  });

  test("the secure scheme of a server, and the description of a security scheme", () => {
    expect(file("client.ts")).toContain('baseURL: "https://shop.example/v1"');
    expect(file("client.ts")).toContain("The login of the shop.");
  });

  test("discriminators, and properties that may be null", () => {
    expect(file("resources/pets.ts")).toContain("name?: string | null;");
    expect(file("resources/pets.ts")).toMatch(/kind: "Cat";/);
  });
});

/** The members of an interface, in one line. */
function declaration(text: string, name: string): string | undefined {
  const [, members] = text.split(`export interface ${name} {\n`);
  return members?.split("\n}")[0]?.trim().replaceAll(/\s+/g, " ");
}

/** The constant of an operation. */
function operationText(text: string, id: string): string | undefined {
  return text.split(`  id: "${id}",`)[1]?.split("\n}")[0];
}
