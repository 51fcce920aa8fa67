import { describe, expect, test } from "vitest";
import { diagnose, HEAD, places } from "../support/diagnose.ts";

/** A document with these schemas, which begin on line 6. */
async function withSchemas(yaml: string) {
  return diagnose({ "api.yaml": `${HEAD}paths: {}\ncomponents:\n  schemas:\n${yaml}` });
}

describe("schemas", () => {
  test.each([
    [
      "an unknown type",
      "    A: { type: strin }",
      "api.yaml:6:10 unknown-schema-type",
      'did you mean "string"?',
    ],
    [
      "an unknown type of several",
      "    A: { type: [string, nul] }",
      "api.yaml:6:10 unknown-schema-type",
      "null",
    ],
    ["an enum without values", "    A: { enum: [] }", "api.yaml:6:10 empty-enum", "list the values"],
    ["an enum that is no list", "    A: { enum: a }", "api.yaml:6:10 wrong-shape", "a list"],
    [
      "a value twice in an enum",
      "    A: { enum: [a, b, a] }",
      "api.yaml:6:23 duplicate-enum-value",
      "keep one",
    ],
    ["`required: true`", "    A: { required: true }", "api.yaml:6:10 wrong-shape", "a list of texts"],
    ["properties as a list", "    A: { properties: [a] }", "api.yaml:6:10 wrong-shape", "a map"],
    ["a text for a schema", "    A: { items: string }", "api.yaml:6:10 wrong-shape", "a schema"],
    [
      "a misspelt required property",
      "    A: { properties: { total: {} }, required: [totl] }",
      "api.yaml:6:48 unknown-required-property",
      'did you mean "total"?',
    ],
  ])("%s is reported", async (_name, yaml, expected, help) => {
    const found = await withSchemas(yaml);
    expect(places(found)).toEqual([expected]);
    expect(found[0]?.help).toContain(help);
  });

  test("what one part of `allOf` requires, another may describe", async () => {
    const yaml = "    A: { allOf: [{ properties: { a: {} } }, { properties: { b: {} }, required: [a, b] }] }";
    expect(await withSchemas(yaml)).toEqual([]);
  });

  test("`true` and `false` are schemas", async () => {
    expect(await withSchemas("    A: { additionalProperties: false, items: true }")).toEqual([]);
  });
});

describe("references", () => {
  test.each([
    [
      "a misspelt name",
      '    Invoice: {}\n    A: { items: { $ref: "#/components/schemas/Invoce" } }',
      "api.yaml:7:19 unresolved-reference",
      "did you mean #/components/schemas/Invoice?",
    ],
    [
      "a name of nothing",
      '    A: { items: { $ref: "#/components/schemas/Zebra" } }',
      "api.yaml:6:19 unresolved-reference",
      "define what it refers to",
    ],
    [
      "an anchor",
      '    A: { items: { $ref: "#address" } }',
      "api.yaml:6:19 unsupported-reference",
      "#/components/schemas/Name",
    ],
    [
      "itself",
      '    A: { $ref: "#/components/schemas/A" }',
      "api.yaml:6:10 circular-reference",
      "put the definition itself",
    ],
  ])("a reference to %s is reported", async (_name, yaml, expected, help) => {
    const found = await withSchemas(yaml);
    expect(places(found)).toEqual([expected]);
    expect(found[0]?.help).toContain(help);
  });

  test("a circle is reported once, and one that leads over properties is none", async () => {
    const found = await withSchemas(`    A: { $ref: "#/components/schemas/B" }
    B: { $ref: "#/components/schemas/C" }
    C: { $ref: "#/components/schemas/A" }
    Tree: { properties: { children: { items: { $ref: "#/components/schemas/Tree" } } } }`);
    expect(places(found)).toEqual(["api.yaml:6:10 circular-reference"]);
  });

  test("a reference to another kind of thing is reported, and one where none may be", async () => {
    const found = await diagnose({
      "api.yaml": `${HEAD}paths:
  /a:
    get: { operationId: x, responses: { 200: { $ref: "#/components/schemas/A" } } }
    put: { $ref: "#/paths/~1a/get" }
components: { schemas: { A: {} } }`,
    });
    expect(places(found)).toEqual([
      "api.yaml:5:48 mismatched-reference",
      "api.yaml:6:12 misplaced-reference",
    ]);
  });

  test("escaped and encoded references are followed", async () => {
    const yaml = '    a/b~c d: {}\n    A: { items: { $ref: "#/components/schemas/a~1b~0c%20d" } }';
    expect(await withSchemas(yaml)).toEqual([]);
  });
});
