import { describe, expect, test } from "vitest";
import { HEAD, places } from "../support/diagnose.ts";
import { overlay } from "../support/overlay.ts";

/** The merged document with a file of overrides, which must not have problems. */
async function overridden(document: string, overrides: string) {
  const result = await overlay({ "api.yaml": HEAD + document, "overlay.yaml": overrides });
  expect(result.diagnostics).toEqual([]);
  return result.document?.root as unknown as Record<string, unknown>;
}

/** The problems of a file of overrides. */
async function problems(document: string, overrides: string) {
  const { diagnostics } = await overlay({ "api.yaml": HEAD + document, "overlay.yaml": overrides });
  return diagnostics.map((each) => `${places([each])[0]}: ${each.message}`);
}

const OPERATION = "paths: { /a: { get: { tags: [one, two], responses: { '204': {} } } } }\n";

describe("a file with parts of a document", () => {
  test("overrides the members of objects one by one, and adds new ones", async () => {
    const { paths } = await overridden(OPERATION, "paths: { /a: { get: { x-name: list, summary: All. } } }");
    expect(paths).toEqual({
      "/a": {
        get: { tags: ["one", "two"], responses: { "204": {} }, "x-name": "list", summary: "All." },
      },
    });
  });

  test("replaces arrays of strings, numbers and mixed values", async () => {
    const { paths } = await overridden(OPERATION, "paths: { /a: { get: { tags: [three] } } }");
    expect(paths).toMatchObject({ "/a": { get: { tags: ["three"] } } });
    const mixed = await overridden("paths: {}\nx-list: [{ a: 1 }, 1]", "info: {}\nx-list: [{ b: 2 }]");
    expect(mixed["x-list"]).toEqual([{ b: 2 }]);
  });

  test("does not remove all paths or schemas where it has none", async () => {
    const { document, diagnostics } = await overlay({
      "api.yaml": HEAD + OPERATION,
      "overlay.yaml": "paths:\ncomponents: null",
    });
    expect(document?.root).toMatchObject({ paths: { "/a": {} } });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "`paths` must be an object, but it is null; it is ignored",
      "`components` must be an object, but it is null; it is ignored",
    ]);
  });

  test("has no other members than a document", async () => {
    expect(await problems(OPERATION, "paths: {}\npath: {}\nhosts: a")).toEqual([
      "overlay.yaml:2:1 invalid-overlay: the overlay cannot be applied: `path` is not a member of a document",
      "overlay.yaml:3:1 invalid-overlay: the overlay cannot be applied: `hosts` is not a member of a document",
    ]);
  });

  test("overrides items of arrays of objects by their index, and adds those after the last", async () => {
    const root = await overridden(
      "paths: {}\ntags: [{ name: a }, { name: b, description: B. }]",
      "tags: [{}, { name: c }, { name: d }]",
    );
    expect(root.tags).toEqual([{ name: "a" }, { name: "c", description: "B." }, { name: "d" }]);
  });

  test("removes members that it sets to null, and replaces a value by one of another kind", async () => {
    const document =
      "paths: {}\ncomponents: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { type: string } } }";
    const overrides =
      "components: { schemas: { A: { $ref: null, oneOf: [{ type: integer }] }, B: { type: [string, 'null'] } } }";
    expect((await overridden(document, overrides)).components).toEqual({
      schemas: { A: { oneOf: [{ type: "integer" }] }, B: { type: ["string", "null"] } },
    });
  });

  test("adds whole operations, schemas and servers, without their members that are null", async () => {
    const overrides = [
      "paths: { /b: { get: { responses: { '204': { description: None. } } } } }",
      "components: { schemas: { Any: {}, New: { type: object, properties: { a: null, b: {} } } } }",
      "servers: [{ url: 'https://shop.example', x-server-name: Production }]",
    ];
    const root = await overridden("paths: {}", overrides.join("\n"));
    expect(root).toMatchObject({
      paths: { "/b": { get: { responses: { "204": { description: "None." } } } } },
      servers: [{ url: "https://shop.example", "x-server-name": "Production" }],
    });
    expect(root.components).toEqual({
      schemas: { Any: {}, New: { type: "object", properties: { b: {} } } },
    });
  });

  test("finds the paths and components of all files of a document", async () => {
    const result = await overlay({
      "api.yaml": `${HEAD}paths: { /a: { get: { responses: {} } } }`,
      "other.yaml": `${HEAD}paths: { /b: { get: { responses: {} } } }`,
      "overlay.yaml": "paths: { /a: { get: { x-name: a } }, /b: { get: { x-name: b } } }",
    });
    expect(result.diagnostics).toEqual([]);
    expect(result.document?.root.paths).toMatchObject({
      "/a": { get: { "x-name": "a" } },
      "/b": { get: { "x-name": "b" } },
    });
  });
});

describe("an override of what is not in the document is reported, and adds nothing", () => {
  test.each([
    ["an operation of another path", "paths: { /b: { get: { x-name: list, summary: All. } } }", "/b"],
    ["another operation of a path", "paths: { /a: { post: { x-name: list } } }", "post"],
    ["extensions of a schema", "components: { schemas: { Old: { x-type-name: New } } }", "components"],
    ["null", "paths: { /a: { get: { deprecated: null } } }", "deprecated"],
  ])("%s", async (_, overrides, member) => {
    const found = await problems(OPERATION, overrides);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^overlay\.yaml:1:\d+ unmatched-override: /);
    expect(found[0]).toContain(`no \`${member}\` here`);
    const { document } = await overlay({ "api.yaml": HEAD + OPERATION, "overlay.yaml": overrides });
    expect(document?.root).toEqual((await overlay({ "api.yaml": HEAD + OPERATION })).document?.root);
  });
});

test("a problem with a value of an override is reported at its place", async () => {
  const document = "paths: {}\ncomponents: { schemas: { A: { type: string } } }";
  const { diagnostics } = await overlay({
    "api.yaml": HEAD + document,
    "overlay.yaml": "components:\n  schemas:\n    A: { $ref: nowhere.yaml }",
  });
  expect(places(diagnostics)).toEqual(["overlay.yaml:3:10 file-not-found"]);
});

test.each([
  ["channels: { a: {} }", "overlay"],
  ["x-overrides: { paths: {} }", "overlay"],
  ["openapi: 3.1.0\npaths: {}", "OpenAPI document"],
])("a file that is neither an overlay nor a part of a document is refused: %s", async (text, reason) => {
  const [first] = await problems("paths: {}", text);
  expect(first).toContain("invalid-overlay");
  expect(first).toContain(reason);
});
