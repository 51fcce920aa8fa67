import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { canonicalize } from "../../src/dialect/index.ts";
import { diskFiles, mergeSources, readSources } from "../../src/spec/index.ts";
import { startCpuTime } from "../support/cpu-time.ts";
import { diagnose, HEAD, mergeFiles, places } from "../support/diagnose.ts";
import type { Files } from "../support/folder.ts";
import { makeFolder } from "../support/folder.ts";

/** Merges files of which only `api.yaml` is listed, and returns the document as JSON and all diagnostics. */
async function merged(files: Files) {
  const folder = await makeFolder(files);
  const { document, diagnostics } = mergeSources(
    await readSources(["api.yaml"], folder, { files: diskFiles(folder) }),
  );
  if (document === undefined) throw new Error("nothing was merged");
  const found = [...diagnostics, ...canonicalize(document).diagnostics];
  return { document, root: document.root, found };
}

const ok = (schema: string) =>
  `{ "200": { description: fine, content: { application/json: { schema: ${schema} } } } }`;

describe("references to other files", () => {
  test("operations, objects, arrays and strings in separate files replace the references to them", async () => {
    const { root, document, found } = await merged({
      "api.yaml": `openapi: 3.1.0
info: { title: Shop, version: "1", description: { $ref: texts.yaml#/intro } }
paths: { $ref: paths.yaml }
components: { schemas: { $ref: schemas.yaml } }
`,
      "texts.yaml": "intro: Welcome.",
      "paths.yaml": "/shoes: { get: { $ref: shoes/get.yaml, deprecated: true } }",
      "shoes/get.yaml": `operationId: listShoes
parameters: { $ref: ../parameters.yaml }
responses: ${ok("{ $ref: ../schemas.yaml#/Shoe }")}`,
      "parameters.yaml": "[{ name: size, in: query, schema: { type: integer } }]",
      "schemas.yaml": "Shoe: { type: object, properties: { $ref: shoe-properties.yaml } }",
      "shoe-properties.yaml": "size: { type: integer }",
    });
    expect(found).toEqual([]);
    expect(root.info.description).toBe("Welcome.");
    expect(root.paths?.["/shoes"]?.get).toMatchObject({
      operationId: "listShoes",
      deprecated: true,
      parameters: [{ name: "size" }],
      responses: {
        200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Shoe" } } } },
      },
    });
    expect(root.components?.schemas).toEqual({
      Shoe: { type: "object", properties: { size: { type: "integer" } } },
    });
    const pointer = ["paths", "/shoes", "get", "parameters", 0, "name"];
    expect(document.locate(pointer)).toEqual({ file: "parameters.yaml", line: 1, column: 4 });
  });

  test("responses, parameters and examples in separate files become components", async () => {
    const { root, found } = await merged({
      "api.yaml": `${HEAD}paths:
  /a:
    get:
      operationId: a
      parameters: [{ $ref: limit.yaml }]
      responses: { 200: { $ref: list.yaml } }`,
      "limit.yaml": "{ name: limit, in: query, schema: { type: integer } }",
      "list.yaml": `description: fine
content: { application/json: { schema: { type: string }, examples: { one: { $ref: example.yaml } } } }`,
      "example.yaml": "value: { $ref: this is part of the example }",
    });
    expect(found).toEqual([]);
    expect(Object.keys(root.components ?? {}).sort()).toEqual(["examples", "parameters", "responses"]);
    expect(root.components?.examples?.example).toEqual({ value: { $ref: "this is part of the example" } });
  });

  test("the second of two files with the same name is named after its folder, with a warning", async () => {
    const files = {
      "api.yaml": `${HEAD}paths:
  /shoes: { get: { operationId: a, responses: ${ok("{ $ref: shoes/item.yaml }")} } }
  /hats: { get: { operationId: b, responses: ${ok("{ $ref: hats/item.yaml }")} } }
  /pairs: { get: { operationId: c, responses: ${ok("{ $ref: ./shoes/../shoes/item.yaml }")} } }`,
      "shoes/item.yaml": "type: object",
      "hats/item.yaml": "type: string",
    };
    const { root, found } = await merged(files);
    expect(root.components?.schemas).toEqual({ item: { type: "object" }, hats_item: { type: "string" } });
    expect(places(found)).toEqual(["hats/item.yaml:1:1 longer-component-name < shoes/item.yaml:1:1"]);
    expect(found[0]?.severity).toBe("warning");
  });

  test("names are also unique as identifiers, with a number at the end as the last resort", async () => {
    const { root } = await merged({
      "api.yaml": `${HEAD}paths: {}
components:
  schemas:
    Item: true
    All: { anyOf: [{ $ref: item.yaml }, { $ref: "orders.yaml#/definitions/Item" }, { $ref: "carts.yaml#/a~1b" }, { $ref: "carts.yaml#/a b" }] }`,
      "item.yaml": "type: object",
      "orders.yaml": "definitions: { Item: {} }",
      "carts.yaml": "{ a/b: {}, a b: {} }",
    });
    expect(Object.keys(root.components?.schemas ?? {})).toEqual([
      "Item",
      "All",
      "item_2",
      "orders_Item",
      "a_b",
      "carts_a_b",
    ]);
  });

  test("pointers may point into the paths of other files, through references, and be percent-encoded", async () => {
    const { root, found } = await merged({
      "api.yaml": `${HEAD}paths:
  /a/{id}:
    $ref: a.yaml
  /b:
    get:
      operationId: b
      parameters: [{ $ref: "#/paths/~1a~1%7Bid%7D/get/parameters/1" }]
      responses:
        "200": { $ref: "other.yaml#/paths/~1o/get/responses/200" }
        "400": { $ref: "#%2Fcomponents%2Fresponses%2FBad" }
components: { responses: { Bad: { description: bad } } }`,
      "a.yaml": `get:
  operationId: a
  parameters: [{ name: id, in: path, required: true, schema: {} }, { name: q, in: query, schema: {} }]
  responses: { "200": { description: fine } }`,
      "other.yaml": `openapi: 3.1.0
paths: { /o: { get: { responses: { "200": { description: from other } } } } }`,
    });
    expect(found).toEqual([]);
    expect(root.components?.parameters).toEqual({ get_1: { name: "q", in: "query", schema: {} } });
    expect(root.components?.responses).toMatchObject({ 200: { description: "from other" } });
  });

  test("references to anchors are references to their schemas", async () => {
    const { root, found } = await merged({
      "api.yaml": `${HEAD}paths: {}
components:
  schemas:
    A: { $defs: { part: { $anchor: part, type: string } }, properties: { one: { $ref: "#part" }, two: { $ref: "b.yaml#b" } } }`,
      "b.yaml": "x: { $anchor: b, type: number }",
    });
    expect(found).toEqual([]);
    expect(root.components?.schemas?.A).toMatchObject({
      properties: {
        one: { $ref: "#/components/schemas/A/$defs/part" },
        two: { $ref: "#/components/schemas/x" },
      },
    });
  });

  test.each(["file:///etc/passwd", "ftp://host.example/a.yaml", "data:application/json,{}", "urn:shop:item"])(
    "a schema that is %s is unknown, with a warning",
    async (reference) => {
      const { root, found } = await merged({
        "api.yaml": `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: { properties: { x: { $ref: "${reference}" } } }`,
      });
      expect(places(found)).toEqual(["api.yaml:6:29 unknown-reference"]);
      expect(root.components?.schemas).toEqual({ A: { properties: { x: {} } } });
    },
  );

  test("a parameter that is a `urn:` is an error", async () => {
    const text = `${HEAD}paths: { /a: { get: { operationId: a, parameters: [{ $ref: "urn:x" }], responses: { 200: { description: x } } } } }`;
    expect((await diagnose({ "api.yaml": text })).map(({ code }) => code)).toContain("unsupported-reference");
  });

  test.each(["5", "{}", "[]", "null"])("a `$ref` that is %s is ignored, with a warning", async (value) => {
    const { root, found } = await merged({
      "api.yaml": `${HEAD}paths: {}\ncomponents:\n  schemas:\n    A: { properties: { x: { $ref: ${value}, type: string } } }`,
    });
    expect(places(found)).toEqual(["api.yaml:6:29 reference-not-string"]);
    expect(root.components?.schemas).toEqual({ A: { properties: { x: { type: "string" } } } });
  });

  test("operations that reference each other, and pointers into themselves, are reported", async () => {
    const cycle = await diagnose({
      "api.yaml": `${HEAD}paths: { /a: { get: { $ref: "#/paths/~1b/get" } }, /b: { get: { $ref: "#/paths/~1a/get" } } }`,
    });
    expect(cycle.map(({ code }) => code)).toContain("circular-reference");
    const endless = await diagnose({
      "api.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: "#/components/schemas/A/x" } } }`,
    });
    expect(endless.map(({ code }) => code)).toContain("unresolved-reference");
  });

  test("objects that are copied exponentially are reported before memory is used up", async () => {
    const level = (next: number) =>
      Array.from({ length: 10 }, (_, index) => `p${index}: { properties: { $ref: "l${next}.yaml" } }`).join(
        "\n",
      );
    const levels = Array.from({ length: 12 }, (_, index) => [`l${index}.yaml`, level(index + 1)] as const);
    const files = {
      ...Object.fromEntries(levels),
      "l12.yaml": "end: {}",
      "api.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { properties: { $ref: l0.yaml } } } }`,
    };
    const found = await diagnose(files, ["api.yaml"]);
    expect(new Set(found.map(({ code }) => code))).toContain("too-many-copies");
  });
});

test("a document of 2,900 files is read in seconds", async () => {
  const folder = await makeFolder();
  const count = 725;
  await Promise.all(["paths", "responses", "schemas", "parameters"].map((name) => mkdir(join(folder, name))));
  const paths = Array.from(
    { length: count },
    (_, index) => `  /p${index}: { get: { $ref: paths/p${index}.yaml } }`,
  );
  await writeFile(join(folder, "api.yaml"), `${HEAD}paths:\n${paths.join("\n")}\n`);
  for (let index = 0; index < count; index += 1) {
    const write = (name: string, text: string) => writeFile(join(folder, `${name}${index}.yaml`), text);
    await write(
      "paths/p",
      `operationId: p${index}
parameters: [{ $ref: ../parameters/q${index}.yaml }]
responses: { "200": { $ref: ../responses/r${index}.yaml } }`,
    );
    await write("parameters/q", `{ name: q${index}, in: query, schema: { type: string } }`);
    await write(
      "responses/r",
      `description: fine\ncontent: { application/json: { schema: { $ref: ../schemas/s${index}.yaml } } }`,
    );
    const next = (index + 1) % count;
    await write(
      "schemas/s",
      `type: object\nproperties: { next: { $ref: s${next}.yaml }, name: { type: string } }`,
    );
  }
  const cpuTime = startCpuTime();
  const sources = await readSources(["api.yaml"], folder, { files: diskFiles(folder) });
  const { document, diagnostics } = mergeSources(sources);
  const seconds = cpuTime();
  expect(sources).toHaveLength(1 + 4 * count);
  expect(diagnostics).toEqual([]);
  expect(Object.keys(document?.root.components?.schemas ?? {})).toHaveLength(count);
  expect(seconds).toBeLessThan(20);
});

test("the components of listed files keep their names", async () => {
  const { root } = await mergeFiles({
    "api.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: "#/components/schemas/B" }, B: {} } }`,
  });
  expect(root.components?.schemas).toEqual({ A: { $ref: "#/components/schemas/B" }, B: {} });
});
