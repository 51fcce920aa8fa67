// OpenAPI 3.2: `$self` is the address of a document, the base of its relative references.
import { describe, expect, test } from "vitest";
import { diskFiles, mergeSources, readSources } from "../../src/spec/index.ts";
import { HEAD } from "../support/diagnose.ts";
import { type Files, makeFolder } from "../support/folder.ts";

const SELF = HEAD.replace("3.1.0", "3.2.0");

/** The merged document of `api.yaml`, or of the listed files, and all diagnostics. */
async function merged(files: Files, listed: readonly string[] = ["api.yaml"]) {
  const folder = await makeFolder(files);
  const sources = await readSources(listed, folder, { files: diskFiles(folder) });
  const { document, diagnostics } = mergeSources(sources);
  return { root: document?.root, diagnostics };
}

describe("a document with `$self`", () => {
  test("is the base of its relative references if it is a path", async () => {
    const { root, diagnostics } = await merged({
      "api.yaml": `${SELF}$self: parts/api.yaml\ncomponents: { schemas: { A: { $ref: "b.yaml" } } }\n`,
      "parts/b.yaml": "type: string\n",
    });
    expect(diagnostics).toEqual([]);
    expect(root?.components?.schemas).toEqual({ A: { type: "string" } });
  });

  test("may be a copy on the disk, whose references lead to the copies beside it", async () => {
    const { root, diagnostics } = await merged({
      "api.yaml": `${SELF}$self: https://shop.example/v1/api\ncomponents: { schemas: { A: { $ref: b.yaml } } }\n`,
      "b.yaml": "type: string\n",
    });
    expect(diagnostics).toEqual([]);
    expect(root?.components?.schemas).toEqual({ A: { type: "string" } });
  });

  test("is found by its address, relative or absolute, in its own references and in those of others", async () => {
    const reference = (target: string) => `{ $ref: "${target}#/components/schemas/B" }`;
    const { root, diagnostics } = await merged(
      {
        "api.yaml": `${SELF}$self: https://shop.example/v1/api
components:
  schemas:
    A: { properties: { own: ${reference("api")}, other: { $ref: "types#/components/schemas/C" } } }
    B: { type: string }
`,
        "types.yaml": `$self: https://shop.example/v1/types
components: { schemas: { C: { properties: { b: ${reference("https://shop.example/v1/api")} } } } }
`,
      },
      ["api.yaml", "types.yaml"],
    );
    expect(diagnostics).toEqual([]);
    expect(root?.components?.schemas).toEqual({
      A: {
        properties: { own: { $ref: "#/components/schemas/B" }, other: { $ref: "#/components/schemas/C" } },
      },
      B: { type: "string" },
      C: { properties: { b: { $ref: "#/components/schemas/B" } } },
    });
    expect(root).not.toHaveProperty("$self");
  });
});

test("an `$id` in JSON counts, whether it is written with an escape or not", async () => {
  for (const id of ["$id", "\\u0024id"]) {
    const schemas = `{ "A": { "${id}": "a", "type": "string" }, "B": { "type": "array", "items": { "$ref": "a" } } }`;
    const { root, diagnostics } = await merged(
      {
        "api.json": `{ "openapi": "3.1.0", "info": { "title": "Shop", "version": "1" }, "components": { "schemas": ${schemas} } }`,
      },
      ["api.json"],
    );
    expect(diagnostics).toEqual([]);
    expect(root?.components?.schemas?.B).toEqual({
      type: "array",
      items: { $ref: "#/components/schemas/A" },
    });
  }
});

test("a file with a schema is found by its `$id`; its own references are relative to where it is", async () => {
  const { root, diagnostics } = await merged({
    "api.yaml": `${HEAD}components:
  schemas:
    A: { properties: { pet: { $ref: "https://schemas.shop.example/pet.json" } } }
    B: { $ref: pets/pet.yaml }
`,
    "pets/pet.yaml":
      "$id: https://schemas.shop.example/pet.json\nproperties: { name: { $ref: name.yaml } }\n",
    "pets/name.yaml": "type: string\n",
  });
  expect(diagnostics).toEqual([]);
  const { A: owner } = root?.components?.schemas ?? {};
  expect(owner).toMatchObject({ properties: { pet: { $ref: "#/components/schemas/B" } } });
});
