import { describe, expect, test } from "vitest";
import { canonicalize } from "../../src/dialect/index.ts";
import { diskFiles, mergeSources, readSources } from "../../src/spec/index.ts";
import { diagnose, HEAD, mergeFiles, places } from "../support/diagnose.ts";
import { makeFolder } from "../support/folder.ts";

const OPERATION = "get: { operationId: x, responses: { 200: { description: fine } } }";

describe("merging files", () => {
  test("combines paths, components and tags, and takes other members from the one file that has them", async () => {
    const { root } = await mergeFiles({
      "openapi.yaml": `${HEAD}x-rate-limit: { requests: 5, perSeconds: 1, recoverySeconds: 1 }`,
      "resources/a.yaml": `tags: [{ name: A }]\npaths: { /a: { ${OPERATION} } }\ncomponents: { schemas: { A: true } }`,
      "resources/b.yaml": `tags: [{ name: B }]\npaths: { /b: { ${OPERATION} } }\ncomponents: { schemas: { B: true } }`,
    });
    expect(root.info.title).toBe("Shop");
    expect(root.tags).toEqual([{ name: "A" }, { name: "B" }]);
    expect(Object.keys(root.paths ?? {})).toEqual(["/a", "/b"]);
    expect(root.components?.schemas).toEqual({ A: true, B: true });
    expect(root["x-rate-limit"]?.requests).toBe(5);
  });

  test("turns references between listed files into references within the document", async () => {
    const document = await mergeFiles({
      "openapi.yaml": HEAD,
      "shared.yaml": "components: { schemas: { Address: { type: object } } }",
      "resources/a.yaml": `paths: {}
components:
  schemas:
    A: { properties: { home: { $ref: "../shared.yaml#/components/schemas/Address" } } }
`,
    });
    expect(document.root.components?.schemas?.A).toEqual({
      properties: { home: { $ref: "#/components/schemas/Address" } },
    });
    expect(canonicalize(document).diagnostics).toEqual([]);
  });

  test("adds the targets of references to unlisted files as components, transitively", async () => {
    const document = await mergeFiles(
      {
        "api.yaml": `${HEAD}
paths:
  /a:
    get:
      operationId: x
      parameters: [{ $ref: "parts.yaml#/parameters/Limit" }]
      responses: { 200: { description: fine, content: { application/json: { schema: { $ref: schemas/Pet.yaml } } } } }
`,
        "parts.yaml": "parameters: { Limit: { name: limit, in: query, schema: { type: integer } } }",
        "schemas/Pet.yaml": "properties: { owner: { $ref: ./Owner.yaml }, friend: { $ref: Pet.yaml } }",
        "schemas/Owner.yaml": "properties: { pets: { type: array, items: { $ref: Pet.yaml } } }",
      },
      ["api.yaml"],
    );
    expect(document.root.components).toEqual({
      parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer" } } },
      schemas: {
        Pet: {
          properties: {
            owner: { $ref: "#/components/schemas/Owner" },
            friend: { $ref: "#/components/schemas/Pet" },
          },
        },
        Owner: { properties: { pets: { type: "array", items: { $ref: "#/components/schemas/Pet" } } } },
      },
    });
    expect(canonicalize(document).diagnostics).toEqual([]);
    expect(document.locate(["components", "schemas", "Owner", "properties", "pets"])).toEqual({
      file: "schemas/Owner.yaml",
      line: 1,
      column: 15,
    });
  });

  test("inlines a path item from another file", async () => {
    const document = await mergeFiles(
      { "api.yaml": `${HEAD}paths:\n  /a: { $ref: paths/a.yaml }\n`, "paths/a.yaml": `\n${OPERATION}\n` },
      ["api.yaml"],
    );
    expect(document.root.paths?.["/a"]?.get?.operationId).toBe("x");
    expect(document.locate(["paths", "/a", "get"])).toEqual({ file: "paths/a.yaml", line: 2, column: 1 });
  });

  test("names the target in a file after the component that references it", async () => {
    const { root } = await mergeFiles(
      {
        "api.yaml": `${HEAD}paths: {}
components: { schemas: { Animal: { $ref: pet.yaml }, List: { items: { $ref: pet.yaml } } } }`,
        "pet.yaml": "type: object",
      },
      ["api.yaml"],
    );
    expect(root.components?.schemas).toEqual({
      Animal: { type: "object" },
      List: { items: { $ref: "#/components/schemas/Animal" } },
    });
  });

  test("rewrites file references in the mapping of a discriminator, and keeps plain names", async () => {
    const { root } = await mergeFiles(
      {
        "api.yaml": `${HEAD}paths: {}
components:
  schemas:
    Pet:
      oneOf: [{ $ref: cat.yaml }]
      discriminator: { propertyName: kind, mapping: { cat: cat.yaml, dog: Dog } }
    Dog: {}`,
        "cat.yaml": "type: object",
      },
      ["api.yaml"],
    );
    expect(root.components?.schemas?.Pet).toMatchObject({
      oneOf: [{ $ref: "#/components/schemas/cat" }],
      discriminator: { mapping: { cat: "#/components/schemas/cat", dog: "Dog" } },
    });
  });

  test("does not depend on the order of patterns", async () => {
    const files = { "openapi.yaml": HEAD, "a.yaml": "paths: { /a: {} }", "b.yaml": "paths: { /b: {} }" };
    const one = await mergeFiles(files, ["openapi.yaml", "a.yaml", "b.yaml"]);
    const other = await mergeFiles(files, ["b.yaml", "openapi.yaml", "a.yaml"]);
    expect(JSON.stringify(other.root)).toBe(JSON.stringify(one.root));
  });

  test("keeps a property named `__proto__`, and rewrites the references in it", async () => {
    const { root } = await mergeFiles({
      "openapi.yaml": HEAD,
      "a.yaml":
        'components: { schemas: { A: { properties: { __proto__: { $ref: "b.yaml#/components/schemas/B" } } } } }',
      "b.yaml": "components: { schemas: { B: true } }",
    });
    expect(JSON.stringify(root.components?.schemas?.A)).toBe(
      '{"properties":{"__proto__":{"$ref":"#/components/schemas/B"}}}',
    );
  });
});

describe("merge conflicts", () => {
  test("of a path, component, tag or member in two files, the first counts; both positions are reported", async () => {
    const folder = await makeFolder({
      "a.yaml": `${HEAD}paths:\n  /a: { ${OPERATION} }\ncomponents:\n  schemas:\n    A: {}\ntags:\n  - name: T\n`,
      "b.yaml": `paths:\n  /a: {}\ncomponents:\n  schemas:\n    A: true\ntags:\n  - name: T\n    x-b: 1\ninfo: {}\n`,
    });
    const files = diskFiles(folder);
    const { document, diagnostics: found } = mergeSources(
      await readSources(["b.yaml", "a.yaml"], folder, { files }),
    );
    expect(document?.root).toMatchObject({
      info: { title: "Shop" },
      paths: { "/a": { get: {} } },
      components: { schemas: { A: {} } },
      tags: [{ name: "T" }],
    });
    expect(JSON.stringify(document?.root.tags)).toBe('[{"name":"T"}]');
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(["warning"]));
    expect(places(found)).toEqual([
      "b.yaml:2:3 duplicate-definition < a.yaml:4:3",
      "b.yaml:5:5 duplicate-definition < a.yaml:7:5",
      "b.yaml:7:5 duplicate-definition < a.yaml:9:5",
      "b.yaml:9:1 duplicate-definition < a.yaml:2:1",
    ]);
    expect(found.map(({ message }) => message)).toEqual([
      "the path /a is defined in two files; the first definition is used",
      "components.schemas.A is defined in two files; the first definition is used",
      'the tag "T" is defined in two files; the first definition is used',
      "`info` is defined in two files; the first definition is used",
    ]);
  });

  test("an unresolved reference to another file is reported at the reference", async () => {
    const found = await diagnose(
      {
        "api.yaml": `${HEAD}paths: {}\ncomponents:\n  schemas:\n    X: { items: { $ref: "b.yaml#/B" } }`,
        "b.yaml": "A: {}",
      },
      ["api.yaml"],
    );
    expect(places(found)).toEqual(["api.yaml:6:19 unresolved-reference"]);
  });

  test("references to nothing, or to another kind of object, in another file are read as those within a file", async () => {
    const folder = await makeFolder({
      "api.yaml": `${HEAD}paths:
  /a:
    get:
      operationId: a
      parameters: [{ $ref: "b.yaml#/None" }, { $ref: "b.yaml#/components/schemas/Size" }]
      responses: { 200: { description: A. }, 404: { $ref: "b.yaml#/None" } }
components:
  schemas:
    A: { $ref: "b.yaml#/components/parameters/Size" }
    B: { properties: { inner: { $ref: "b.yaml#/None" } } }
    C: { $ref: "b.yaml#/Own" }
    Name: { type: string }
`,
      "b.yaml":
        'Own: { items: { $ref: "#/components/schemas/Name" } }\ncomponents: { schemas: { Size: {} }, parameters: { Size: { name: size, in: query } } }\n',
    });
    const { document } = mergeSources(await readSources(["api.yaml"], folder, { files: diskFiles(folder) }));
    if (document === undefined) throw new Error("there is no document");
    const { document: repaired, diagnostics } = canonicalize(document);
    expect(repaired.root.paths).toMatchObject({ "/a": { get: { parameters: [], responses: { 404: {} } } } });
    expect(repaired.root.components?.schemas).toEqual({
      A: {},
      B: { properties: { inner: {} } },
      C: { items: {} },
      Name: { type: "string" },
    });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "the reference b.yaml#/None cannot be resolved; it is ignored",
      "the reference b.yaml#/components/schemas/Size must point to a member of components.parameters; it is ignored",
      "the reference b.yaml#/None cannot be resolved; it is read as a response without content",
      "the reference b.yaml#/components/parameters/Size must point to a member of components.schemas; it is read as an unknown value",
      "the reference b.yaml#/None cannot be resolved; it is read as an unknown value",
      "the reference b.yaml#/components/schemas/Name cannot be resolved; it is read as an unknown value",
    ]);
    expect(new Set(diagnostics.map(({ severity }) => severity))).toEqual(new Set(["warning"]));
  });

  test("a file that does not contain an object is reported", async () => {
    expect(places(await diagnose({ "api.yaml": "- a\n" }))).toEqual(["api.yaml:1:1 not-an-object"]);
  });

  test("a tag that one file defines twice is a warning", async () => {
    const [found] = await diagnose({ "api.yaml": `${HEAD}paths: {}\ntags: [{ name: A }, { name: A }]` });
    expect(found).toMatchObject({
      code: "duplicate-tag",
      severity: "warning",
      location: { line: 4, column: 21 },
    });
  });
});

test("files may repeat the same, as whole documents repeat their version and title", async () => {
  const shared = `${HEAD}servers: [{ url: "https://shop.example" }]\ntags: [{ name: Orders }]\n`;
  const money = "components: { schemas: { Money: { type: string } } }";
  const document = await mergeFiles({
    "a.yaml": `${shared}paths: { /a: {} }\n${money}`,
    "b.yaml": `${shared}paths: { /b: {} }\n${money}`,
  });
  expect(Object.keys(document.root.paths ?? {})).toEqual(["/a", "/b"]);
  expect(document.root.tags).toEqual([{ name: "Orders" }]);
});
