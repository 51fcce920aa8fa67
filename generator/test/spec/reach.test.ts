import { expect, test } from "vitest";
import { Reach } from "../../src/spec/index.ts";
import { generateFrom } from "../support/generate.ts";
import { runProgram } from "../support/program.ts";

const DOCUMENT = {
  paths: { "/a": { get: { responses: { 200: { $ref: "#/components/responses/R" } } } } },
  webhooks: { done: { post: { requestBody: { $ref: "#/components/requestBodies/Done" } } } },
  components: {
    responses: { R: { content: { "application/json": { schema: { $ref: "#/components/schemas/Used" } } } } },
    requestBodies: {
      Done: { content: { "application/json": { schema: { $ref: "#/components/schemas/Event" } } } },
    },
    schemas: {
      Used: {
        $defs: {
          Inner: { $ref: "#/components/schemas/OfInner" },
          Unused: { $ref: "#/components/schemas/OfUnused" },
        },
        properties: {
          a: { $ref: "#/components/schemas/Used/$defs/Inner" },
          b: { $ref: "#/components/schemas/Whole/properties/part" },
          definitions: { properties: { c: { $ref: "#/components/schemas/Deep" } } },
        },
      },
      OfInner: {},
      OfUnused: {},
      Deep: {},
      Whole: { properties: { part: {}, other: {} } },
      Event: {},
      Nobody: { properties: { a: { $ref: "#/components/schemas/Nobody" } } },
      Generated: {},
    },
    securitySchemes: { key: {} },
  },
};

test("components that the paths use are reached, through references of any kind", () => {
  const reach = new Reach(DOCUMENT, { webhooks: false, schemas: [["components", "schemas", "Generated"]] });
  const isReached = (pointer: string) => reach.includes(pointer.split(" "));
  const reached = [
    "paths /a get",
    "components",
    "components securitySchemes key type",
    "components responses R",
    "components schemas Used properties a",
    "components schemas Used $defs Inner",
    "components schemas Used properties definitions properties c",
    "components schemas OfInner",
    "components schemas Deep",
    "components schemas Whole properties part type",
    "components schemas Generated type",
  ];
  const unreached = [
    "webhooks done post",
    "components requestBodies Done",
    "components schemas Event",
    "components schemas Used $defs Unused type",
    "components schemas OfUnused",
    "components schemas Whole properties other",
    "components schemas Nobody properties a",
  ];
  expect([...reached, ...unreached].filter(isReached)).toEqual(reached);
});

test("webhooks reach their bodies if they are generated", () => {
  const reach = new Reach(DOCUMENT, { webhooks: true, schemas: [] });
  expect(reach.includes(["components", "schemas", "Event"])).toBe(true);
  expect(reach.includes(["webhooks", "done"])).toBe(true);
});

const MISTAKES = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
paths:
  /a:
    get: { operationId: a, tags: [a], responses: { "200": { description: A., content: { application/json: { schema: { $ref: "#/components/schemas/Used" } } } } } }
webhooks:
  done:
    post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Done" } } } } }
components:
  schemas:
    Used: { type: object, properties: { a: { type: strin } } }
    Done: { type: object, properties: { type: { const: done }, b: { type: strin } } }
    Nobody: { type: object, properties: { status: { enum: [x] }, c: { type: strin } } }
    NobodyStatus: { type: object, properties: { d: { not: {} } } }
`;

test("packages are generated with warnings about what they contain", async () => {
  const lines = (diagnostics: Awaited<ReturnType<typeof generateFrom>>["diagnostics"]) =>
    diagnostics.map(({ code, location }) => `${location?.line} ${code}`);
  const withEvents = ["12 unknown-schema-type", "13 unknown-schema-type"];
  // A package that is alone has the events.
  expect(lines((await generateFrom({ "api.yaml": MISTAKES })).diagnostics)).toEqual(withEvents);
  const webhooks = { folder: "events", description: "The events." };
  expect(lines((await generateFrom({ "api.yaml": MISTAKES }, { webhooks })).diagnostics)).toEqual(withEvents);
});

test("lint reports every warning, and a strict run only those of its command", async () => {
  const files = {
    "api.yaml": MISTAKES.replace("{ a: { type: strin } }", "{ a: { type: string } }").replace(
      "b: { type: strin }",
      "b: { type: string }",
    ),
  };
  const lint = await runProgram(["lint", "--strict", "--spec", "api.yaml", "--format", "json"], files);
  const codes = (JSON.parse(lint.stdout) as { diagnostics: { code: string }[] }).diagnostics.map(
    ({ code }) => code,
  );
  expect(new Set(codes)).toEqual(new Set(["unknown-schema-type", "name-clash", "unsupported-keyword"]));
  const generated = await runProgram(["generate", "--strict", "--spec", "api.yaml", "--out", "sdk"], files);
  expect(generated).toMatchObject({ code: 0, stderr: "" });
});
