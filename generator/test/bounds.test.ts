import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../src/diagnostics/index.ts";
import { startCpuTime } from "./support/cpu-time.ts";
import { diagnose } from "./support/diagnose.ts";
import { generateFrom } from "./support/generate.ts";

type Json = { readonly [key: string]: unknown };

const reference = (index: number) => ({ $ref: `#/components/schemas/S${index}` });

/** A document whose only operation uses a chain of schemas, each of which contains the next one. */
function chain(length: number, link: (next: Json, index: number) => Json, last: Json = { type: "string" }) {
  const schemas = Array.from({ length }, (_, index): [string, Json] => [
    `S${index}`,
    index === length - 1 ? last : link(reference(index + 1), index),
  ]);
  return document(Object.fromEntries(schemas));
}

function document(schemas: Json, tag = "a") {
  const content = { "application/json": { schema: reference(0) } };
  const form = { "multipart/form-data": { schema: reference(0) } };
  const responses = { 200: { description: "ok", content } };
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {
      "/a": {
        get: { operationId: "getA", tags: [tag], responses },
        post: { operationId: "postA", tags: [tag], requestBody: { content }, responses },
        put: { operationId: "putA", tags: [tag], requestBody: { content: form }, responses },
      },
    },
    components: { schemas },
  };
}

async function generate(value: unknown) {
  const cpuTime = startCpuTime();
  try {
    const { files, diagnostics } = await generateFrom(
      { "api.json": JSON.stringify(value) },
      { naming: "tags" },
    );
    const code = [...files].filter(([path]) => path.endsWith(".ts")).map(([, text]) => text);
    return { code: code.join("\n"), codes: diagnostics.map((each) => each.code), seconds: cpuTime() };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { code: "", codes: error.diagnostics.map((each) => each.code), seconds: cpuTime() };
  }
}

describe("the time for long chains of schemas is linear in their length", () => {
  test.each<[string, (next: Json, index: number) => Json]>([
    ["references", (next) => next],
    ["properties", (next) => ({ type: "object", properties: { next } })],
    ["arrays", (next) => ({ type: "array", items: next })],
    ["unions with null", (next) => ({ oneOf: [next, { type: "null" }] })],
    ["unions with objects", (next, index) => ({ anyOf: [next, { properties: { [`p${index}`]: {} } }] })],
  ])("of %s", async (_name, link) => {
    const { codes, code } = await generate(chain(3_000, link));
    expect(codes).toEqual([]);
    expect(code).toContain("getA");
  });

  test.each<[string, (next: Json) => Json]>([
    ["references", (next) => next],
    ["an `allOf` with one member each", (next) => ({ allOf: [next] })],
    ["a union with null each", (next) => ({ anyOf: [next, { type: "null" }] })],
    ["a union with a string each", (next) => ({ oneOf: [next, { type: "string" }] })],
  ])("of 20,000 schemas with %s", async (_name, link) => {
    const { codes } = await generate(chain(20_000, link));
    expect(codes).toEqual([]);
  });

  const components = [
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "examples",
    "pathItems",
  ] as const;
  test.each(components)("of 20,000 references between %s", async (kind) => {
    const text = { content: { "application/json": { schema: { type: "string" } } } };
    const last = {
      parameters: { name: "last", in: "query", schema: { type: "string" } },
      responses: { description: "last", ...text },
      requestBodies: text,
      headers: text,
      examples: { value: "last" },
      pathItems: { get: { operationId: "last", responses: { 200: { description: "fine", ...text } } } },
    };
    const length = 20_000;
    const links = Array.from({ length }, (_, index): [string, Json] => [
      `C${index}`,
      index === length - 1 ? last[kind] : { $ref: `#/components/${kind}/C${index + 1}` },
    ]);
    const first = { $ref: `#/components/${kind}/C0` };
    const media = {
      ...text.content["application/json"],
      ...(kind === "examples" && { examples: { first } }),
    };
    const response = {
      description: "fine",
      content: { "application/json": media },
      ...(kind === "headers" && { headers: { last: first } }),
    };
    const operation = {
      operationId: "getA",
      ...(kind === "parameters" && { parameters: [first] }),
      ...(kind === "requestBodies" && { requestBody: first }),
      responses: { 200: kind === "responses" ? first : response },
    };
    const { codes, code } = await generate({
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: { "/a": kind === "pathItems" ? first : { put: operation } },
      components: { [kind]: Object.fromEntries(links) },
    });
    expect(codes).toEqual([]);
    expect(code).toContain(kind === "pathItems" ? 'id: "last"' : 'id: "getA"');
  });

  test("of 20,000 paths that are each a reference to the next one", async () => {
    const length = 20_000;
    const item = { get: { operationId: "last", responses: { 204: { description: "fine" } } } };
    const paths = Array.from({ length }, (_, index) => [
      `/p${index}`,
      index === length - 1 ? item : { $ref: `#/paths/~1p${index + 1}` },
    ]);
    const found = await diagnose({
      "api.json": JSON.stringify({
        openapi: "3.1.0",
        info: { title: "T", version: "1" },
        paths: Object.fromEntries(paths),
      }),
    });
    expect(found).toEqual([]);
  });

  test("of objects whose last one has a readOnly or writeOnly property, so that each becomes two types", async () => {
    const last = { type: "object", properties: { id: { type: "string", readOnly: true } } };
    const { codes, code } = await generate(chain(500, (next) => ({ properties: { next } }), last));
    expect(codes).toEqual([]);
    expect(code).toContain("S1Input");
  });
});

test("a constant distinguishes the members of a union, however many there are", async () => {
  const members = Array.from({ length: 200 }, (_, index) => ({
    type: "object",
    required: ["kind"],
    properties: { kind: { const: `k${index}` } },
  }));
  const { code } = await generate(document({ S0: { oneOf: members } }));
  expect(code).toContain('UnrecognizedVariant<"kind">');
});

test("schemas that each contain the next one twice do not grow exponentially", async () => {
  for (const link of [
    (next: Json) => ({ allOf: [next, next] }),
    (next: Json) => ({ properties: { a: next, b: next } }),
    (next: Json) => ({ oneOf: [next, { allOf: [next, { properties: { a: {} } }] }] }),
    (next: Json) => ({ anyOf: [next, { allOf: [next, { required: ["a"] }] }] }),
    (next: Json) => ({ type: "array", items: { allOf: [next, next] } }),
    (next: Json) => ({ allOf: [next], type: "string", oneOf: [{ oneOf: [next, next] }, { items: next }] }),
    (next: Json) => ({ allOf: [next], properties: { a: next }, required: ["a"] }),
  ]) {
    const { seconds } = await generate(chain(30, link));
    expect(seconds).toBeLessThan(30);
  }
});

test("an extremely long chain of parents is an error", async () => {
  const { codes } = await generate(
    chain(2_000, (next, index) => ({ allOf: [next, { title: String(index) }, { properties: {} }] })),
  );
  expect(codes).toEqual(["nested-too-deep"]);
});

test("800 nested objects are an error with its position, and 200 are generated", async () => {
  const nested = (count: number) =>
    Array.from({ length: count }).reduce<Json>((inner) => ({ type: "object", properties: { a: inner } }), {
      type: "string",
    });
  expect((await generate(document({ S0: nested(800) }))).codes).toEqual(["nested-too-deep"]);
  expect((await generate(document({ S0: nested(200) }))).codes).toEqual([]);
});

describe("unions that contain each other", () => {
  test("become the union of all their members", async () => {
    const { code } = await generate(
      document({
        S0: { oneOf: [reference(1), { type: "null" }] },
        S1: { oneOf: [reference(0), { type: "string" }, reference(2)] },
        S2: { anyOf: [reference(1), { type: "array", items: reference(0) }] },
      }),
    );
    const [, type = ""] = /export type S0 = ([^;]+);/.exec(code) ?? [];
    expect(type).toContain("string");
    expect(type).toContain("[]");
    expect(type.replace(/\([^)]*\)\[\]|\bS\d\[\]/g, "")).not.toMatch(/\bS\d\b/);
  });
});

describe("tags without letters", () => {
  test.each(["--", "$", "*/", "🐶", ""])(
    "%j gives a resource with a legal name, and a warning",
    async (tag) => {
      const { code, codes } = await generate(document({ S0: { type: "string" } }, tag));
      expect(codes).toContain("tag-without-letters");
      expect(code).toMatch(/readonly unnamed: Unnamed\b/);
    },
  );

  test("share one resource", async () => {
    const operation = (tag: string) => ({
      operationId: `get${tag.length}`,
      tags: [tag],
      responses: { 204: { description: "x" } },
    });
    const paths = Object.fromEntries(
      ["-", "--", "unnamed"].map((tag) => [`/${tag}`, { get: operation(tag) }]),
    );
    const { code } = await generate({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths });
    expect(code.match(/readonly unnamed\w*: Unnamed\w*;/g)).toEqual(["readonly unnamed: Unnamed;"]);
    for (const id of ["get1", "get2", "get7"]) expect(code).toContain(`t.unnamed.${id}(`);
  });
});
