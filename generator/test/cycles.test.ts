import fc from "fast-check";
import { expect, test } from "vitest";
import { cyclesOf } from "../src/cycles.ts";
import { DiagnosticError } from "../src/diagnostics/index.ts";
import { startCpuTime } from "./support/cpu-time.ts";
import { generateFrom } from "./support/generate.ts";

/** How many documents are tried. `MUTATIONS=1000` for a long run, `SEED` for other documents. */
const RUNS = Number(process.env.MUTATIONS ?? 40);

const NAMES = ["S0", "S1", "S2", "S3"];

/** Schemas that contain each other on any way, and plain ones. */
const schemas = fc.letrec<{ schema: object; part: object }>((tie) => {
  const part = tie("part");
  const two = fc.tuple(part, part);
  return {
    part: fc.oneof(
      { maxDepth: 2, depthIdentifier: "parts" },
      fc.constantFrom(...NAMES.map((name) => ({ $ref: `#/components/schemas/${name}` }))),
      fc.constantFrom<object>({ type: "string" }, { enum: ["a", "b"] }, { required: ["x"] }, {}),
      tie("schema"),
    ),
    schema: fc.oneof(
      { depthIdentifier: "parts" },
      two.map((allOf) => ({ allOf })),
      two.map((anyOf) => ({ anyOf })),
      two.map(([allOf, oneOf]) => ({ allOf: [allOf], oneOf: [oneOf, { type: "null" }] })),
      two.map(([allOf, a]) => ({ allOf: [allOf], properties: { a }, required: ["a", "b"] })),
      two.map(([beside, items]) => ({ ...beside, items, oneOf: [beside] })),
      two.map(([a, b]) => ({ properties: { a, b }, discriminator: { propertyName: "a" } })),
      two.map((prefixItems) => ({ prefixItems })),
      part.map((items) => ({ type: "array", items, minItems: 1 })),
      part.map((additionalProperties) => ({ type: "object", additionalProperties })),
      two.map(([one, other]) => ({ patternProperties: { "^x": one }, additionalProperties: other })),
      two.map(([one, other]) => ({ ...one, ...other })),
    ),
  };
});

test("whatever schemas contain each other, code is generated, or the document is refused", {
  timeout: 60_000 + RUNS * 3_000,
}, async () => {
  let generated = 0;
  await fc.assert(
    fc.asyncProperty(fc.tuple(...NAMES.map(() => schemas.schema)), async (all) => {
      const cpuTime = startCpuTime();
      const text = JSON.stringify(
        documentOf(Object.fromEntries(NAMES.map((name, index) => [name, all[index]]))),
      );
      try {
        await generateFrom({ "api.json": text });
        generated += 1;
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
      }
      expect(cpuTime()).toBeLessThan(10);
    }),
    { numRuns: RUNS },
  );
  expect(generated).toBeGreaterThan(RUNS / 2);
});

function documentOf(components: object) {
  const schema = { $ref: "#/components/schemas/S0" };
  const responses = { 200: { description: "ok", content: { "application/json": { schema } } } };
  const bodyOf = (mediaType: string) => ({ content: { [mediaType]: { schema } } });
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {
      "/a": {
        get: { operationId: "getA", parameters: [{ name: "page", in: "query", schema }], responses },
        post: { operationId: "postA", requestBody: bodyOf("application/json"), responses },
        put: { operationId: "putA", requestBody: bodyOf("multipart/form-data"), responses },
      },
    },
    components: { schemas: components },
  };
}

test("a chain of 300,000 nodes that lead to each other has no cycle", () => {
  const name = (index: number) => `node${index}`;
  const targets = new Map(
    Array.from({ length: 300_000 }, (_, index) => [name(index), [name(index + 1)]] as const),
  );
  expect(cyclesOf(targets).size).toBe(0);
});
