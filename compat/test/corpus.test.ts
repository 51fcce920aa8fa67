import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentResult } from "../src/corpus/measure-document.ts";
import { renderCorpus } from "../src/corpus/report.ts";
import { runNode } from "../src/run.ts";
import { compatFolder } from "../src/workspace.ts";

describe("pnpm corpus, for a folder with a document of each kind", () => {
  let folder = "";
  let results: readonly DocumentResult[] = [];
  let exitCode: number | null = null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "corpus-test-"));
    await writeDocuments(folder);
    const outcome = await corpus(folder, "--json");
    expect(outcome.stderr).toBe("");
    exitCode = outcome.exitCode;
    results = (JSON.parse(outcome.stdout) as { readonly documents: readonly DocumentResult[] }).documents;
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("measures every document, although one fails, and exits with 1", () => {
    expect(results.map(({ name }) => name)).toEqual(["broken", "files", "impossible", "shop"]);
    expect(exitCode).toBe(1);
  });

  test("reports why the generation failed", () => {
    const [broken] = results;
    expect(broken?.generation?.error).toBeDefined();
    expect(broken?.generation?.diagnostics).toMatchObject([{ severity: "error", count: 1 }]);
    expect(broken?.wire).toBeUndefined();
  });

  test("generates, compiles and tests a folder with an entry document", () => {
    expect(results[1]).toMatchObject({
      generation: { documented: 1, generated: 1 },
      typeErrors: [],
      wire: { tests: { passed: 1, all: 1 } },
    });
  });

  test("groups failed wire tests by their messages", () => {
    const wire = results[2]?.wire;
    expect(wire?.tests).toEqual({ passed: 1, all: 2 });
    expect(wire?.failures).toEqual([
      { message: expect.stringContaining("response.body"), tests: ["GET /things 200"] },
    ]);
  });

  test("measures time and memory, counts diagnostics, and names examples that do not match their schemas", () => {
    const shop = results[3];
    expect(shop).toMatchObject({
      generation: { documented: 3, generated: 3 },
      typeErrors: [],
      wire: { tests: { passed: 3, all: 3 }, operations: { passed: 2, all: 2 }, failures: [], errors: [] },
    });
    expect(shop?.generation?.seconds).toBeGreaterThan(0);
    expect(shop?.generation?.megabytes).toBeGreaterThan(10);
    expect(shop?.generation?.diagnostics).toEqual([
      { code: "unsendable-body", severity: "warning", count: 1 },
      { code: "unknown-required-property", severity: "warning", count: 1 },
    ]);
    expect(shop?.wire?.exampleProblems).toEqual([
      expect.stringMatching(/^GET \/orders 200: .*must have required property 'code'/),
    ]);
  });

  test("names each operation without wire tests, with the reason", () => {
    expect(results[3]?.generation?.untested).toEqual([
      {
        operation: "HEAD /orders",
        reason: "it requires a body, which a HEAD request cannot have",
      },
    ]);
    const text = stripVTControlCharacters(renderCorpus(results));
    expect(text).toContain("  shop: 1, it requires a body, which a HEAD request cannot have\n");
  });

  test("prints a table of 80 columns and the failures", () => {
    const text = renderCorpus(results);
    const lines = stripVTControlCharacters(text).split("\n");
    expect(lines).toContainEqual(expect.stringMatching(/^shop +[\d.]+ +\d+ +3 +3 +0 +2 +0 +3\/3$/));
    expect(lines).toContainEqual(expect.stringMatching(/^broken +[\d.]+ +\d+ +- +- +1 +0 +- +-$/));
    expect(lines).toContain("2 of 4 documents succeeded.");
    expect(lines.filter((line) => line.trimEnd().length > 80)).toEqual([]);
  });

  test("exits with 0 if the chosen documents succeed, and with 2 if there is no such document", async () => {
    expect((await corpus(folder, "--only", "files")).exitCode).toBe(0);
    const unknown = await corpus(folder, "--only", "nothing");
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no document "nothing"') });
  });
});

/** Runs `pnpm corpus` without the build. */
function corpus(...parameters: readonly string[]) {
  const main = JSON.stringify(join(compatFolder, "src", "corpus", "main.ts"));
  const program = `const { main } = await import(${main}); process.exitCode = await main(process.argv.slice(1));`;
  return runNode(["--input-type=module", "-e", program, ...parameters], compatFolder);
}

/** A document in each form: one that succeeds, one of several files, one with an error, one whose mock must fail. */
async function writeDocuments(folder: string): Promise<void> {
  await mkdir(join(folder, "files"));
  await Promise.all([
    writeFile(join(folder, "shop.json.gz"), gzipSync(JSON.stringify(shopDocument))),
    writeFile(join(folder, "impossible.yml"), JSON.stringify(impossibleDocument)),
    writeFile(join(folder, "broken.yaml"), "openapi: 3.1.0\ninfo: [\n"),
    writeFile(join(folder, "files", "openapi.yaml"), FILES),
    writeFile(join(folder, "files", "thing.yaml"), "type: object\nproperties: { id: { type: string } }\n"),
    writeFile(join(folder, "notes.txt"), "not a document"),
  ]);
}

const shopDocument = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1.0.0" },
  servers: [{ url: "https://shop.example" }],
  paths: {
    "/orders": {
      get: {
        operationId: "listOrders",
        tags: ["orders"],
        responses: {
          200: {
            description: "Orders.",
            content: {
              "application/json": {
                schema: { type: "array", items: { $ref: "#/components/schemas/Order" } },
                example: [{ id: 1 }],
              },
            },
          },
          404: { description: "None." },
        },
      },
      head: {
        operationId: "searchOrders",
        tags: ["orders"],
        requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
        responses: { 204: { description: "Done." } },
      },
      post: {
        operationId: "createOrder",
        tags: ["orders"],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
        },
        responses: { 204: { description: "Done." } },
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: "object",
        required: ["id", "code", "forgotten"],
        properties: { id: { type: "string" }, code: { type: "string", pattern: "^[A-Z]{3}$" } },
      },
    },
  },
};

const impossibleDocument = {
  openapi: "3.0.3",
  info: { title: "Impossible", version: "1.0.0" },
  servers: [{ url: "https://impossible.example" }],
  paths: {
    "/things": {
      get: {
        operationId: "listThings",
        tags: ["things"],
        responses: {
          200: {
            description: "A number that does not exist.",
            content: { "application/json": { schema: { type: "integer", minimum: 5, maximum: 1 } } },
          },
          404: { description: "None." },
        },
      },
    },
  },
};

const FILES = `openapi: 3.0.3
info: { title: Files, version: 1.0.0 }
servers: [{ url: "https://files.example" }]
paths:
  /things:
    get:
      operationId: listThings
      tags: [things]
      responses:
        "200": { description: Things., content: { application/json: { schema: { $ref: "thing.yaml" } } } }
`;
