import { describe, expect, test } from "vitest";
import { diagnose, HEAD, places } from "../support/diagnose.ts";

/** A document with these schemas, starting on line 6. */
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
    ["an enum that is not an array", "    A: { enum: a }", "api.yaml:6:10 wrong-shape", "an array"],
    [
      "a duplicate enum value",
      "    A: { enum: [a, b, a] }",
      "api.yaml:6:23 duplicate-enum-value",
      "keep one",
    ],
    ["`required: true`", "    A: { required: true }", "api.yaml:6:10 wrong-shape", "an array of strings"],
    ["properties that are an array", "    A: { properties: [a] }", "api.yaml:6:10 wrong-shape", "an object"],
    ["a string in place of a schema", "    A: { items: string }", "api.yaml:6:10 wrong-shape", "a schema"],
    [
      "a misspelled required property",
      "    A: { properties: { total: {} }, required: [totl] }",
      "api.yaml:6:48 unknown-required-property",
      'did you mean "total"?',
    ],
  ])("%s is reported", async (_name, yaml, expected, help) => {
    const found = await withSchemas(yaml);
    expect(places(found)).toEqual([expected]);
    expect(found[0]?.help).toContain(help);
  });

  test.each([
    ["a keyword", "    A: { requird: [a], properties: { a: {} } }", "api.yaml:6:10", "`required`"],
    ["a keyword with other letters in capitals", "    A: { readonly: true }", "api.yaml:6:10", "`readOnly`"],
    [
      "a keyword in a property",
      "    A: { properties: { a: { discription: A } } }",
      "api.yaml:6:29",
      "`description`",
    ],
    ["`$ref`", '    A: { ref: "#/components/schemas/B" }\n    B: {}', "api.yaml:6:10", "`$ref`"],
  ])("%s that is misspelled is reported with the likely one", async (_name, yaml, place, meant) => {
    const [found, ...others] = await withSchemas(yaml);
    expect(others).toEqual([]);
    expect(places(found === undefined ? [] : [found])).toEqual([`${place} misspelled-member`]);
    expect(found?.help).toContain(`did you mean ${meant}?`);
  });

  test.each([
    ["extensions", "    A: { x-requird: true }"],
    [
      "keywords of other tools",
      "    A: { note: x, when: y, faker: name.first, kind: z, propertyOrder: 1, order: 2 }",
    ],
    ["properties", "    A: { properties: { requird: {}, typ: {}, descripton: {} } }"],
    ["values", "    A: { default: { requird: 1 }, example: { typ: 1 }, enum: [{ requird: 1 }] }"],
    ["definitions", "    A: { $defs: { requird: {} }, definitions: { typ: {} } }"],
  ])("%s are not misspelled keywords", async (_name, yaml) => {
    expect(await withSchemas(yaml)).toEqual([]);
  });

  test("a member of `allOf` may require a property that another member defines", async () => {
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
      "a misspelled name",
      '    Invoice: {}\n    A: { items: { $ref: "#/components/schemas/Invoce" } }',
      "api.yaml:7:19 unresolved-reference",
      "did you mean #/components/schemas/Invoice?",
    ],
    [
      "a component that does not exist",
      '    A: { items: { $ref: "#/components/schemas/Zebra" } }',
      "api.yaml:6:19 unresolved-reference",
      "define its target",
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
      "replace one of them with the definition itself",
    ],
  ])("a reference to %s is reported", async (_name, yaml, expected, help) => {
    const found = await withSchemas(yaml);
    expect(places(found)).toEqual([expected]);
    expect(found[0]?.help).toContain(help);
  });

  test("a cycle of references is reported once; recursion through properties is allowed", async () => {
    const found = await withSchemas(`    A: { $ref: "#/components/schemas/B" }
    B: { $ref: "#/components/schemas/C" }
    C: { $ref: "#/components/schemas/A" }
    Tree: { properties: { children: { items: { $ref: "#/components/schemas/Tree" } } } }`);
    expect(places(found)).toEqual(["api.yaml:6:10 circular-reference"]);
  });

  test("references to the wrong kind of component are reported", async () => {
    const found = await diagnose({
      "api.yaml": `${HEAD}paths:
  /a:
    get: { operationId: x, responses: { 200: { $ref: "#/components/schemas/A" } } }
components: { schemas: { A: {} } }`,
    });
    expect(places(found)).toEqual(["api.yaml:5:48 mismatched-reference"]);
  });

  test.each(["#/components", "#/components/securitySchemes"])(
    "a security scheme that refers to %s, which is above all components, is removed",
    async (reference) => {
      const found = await diagnose({
        "api.yaml": `${HEAD}security: [{ key: [] }]
paths: { /a: { get: { operationId: x, responses: { 204: { description: Done. } } } } }
components: { securitySchemes: { key: { $ref: "${reference}" } } }`,
      });
      expect(places(found)).toEqual([
        "api.yaml:3:14 unknown-security-scheme",
        "api.yaml:5:41 mismatched-reference",
      ]);
    },
  );

  test("escaped and percent-encoded references are resolved", async () => {
    const yaml = '    a/b~c d: {}\n    A: { items: { $ref: "#/components/schemas/a~1b~0c%20d" } }';
    expect(await withSchemas(yaml)).toEqual([]);
  });
});
