import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.js";

const mocks: Mock[] = [];
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const text = { type: "string" };

describe("schemas that refer to each other for the same value", () => {
  // The JSON web keys of Okta, and what many generators of documents write for a class with subclasses.
  const keys = {
    Key: object({ id: text }, { oneOf: [ref("Signing"), ref("Encryption")] }),
    Signing: { allOf: [ref("Key"), object({ use: { enum: ["sig"] } }, { required: ["use"] })] },
    Encryption: { allOf: [ref("Key"), object({ use: { enum: ["enc"] } }, { required: ["use"] })] },
  };

  test("a union whose members extend it allows its members, each with the properties of the union", async () => {
    expect(await send(keys, "Key", { id: "1", use: "sig" })).toBe(200);
    expect(await send(keys, "Key", { id: "1", use: "enc" })).toBe(200);
    expect(await send(keys, "Key", { id: "1", use: "other" })).toBe(422);
    expect(await send(keys, "Key", { id: 1, use: "sig" })).toBe(422);
    expect(await send(keys, "Signing", { id: "1", use: "sig" })).toBe(200);
    expect(await send(keys, "Signing", { id: "1", use: "enc" })).toBe(422);
    expect(await send(keys, "Signing", { id: 1, use: "sig" })).toBe(422);
  });

  test("so does a union in another one, with properties that requests do not have", async () => {
    const hidden = { ...keys, Key: { ...keys.Key, properties: { id: { ...text, readOnly: true } } } };
    const outer = { ...hidden, Any: { oneOf: [ref("Key"), text] } };
    expect(await send(outer, "Any", { use: "sig" })).toBe(200);
    expect(await send(outer, "Any", "a text")).toBe(200);
    expect(await send(outer, "Any", { use: "other" })).toBe(422);
  });

  test("a response is an example of such a schema", async () => {
    const mock = await start(keys, "Key");
    const response = await fetch(`${mock.url}/thing`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ use: expect.stringMatching(/^(sig|enc)$/) });
  });

  test("a union that is its own member is a union of the others", async () => {
    const schemas = { Value: { anyOf: [text, ref("Value"), { type: "null" }] } };
    expect(await send(schemas, "Value", "a")).toBe(200);
    expect(await send(schemas, "Value", 7)).toBe(422);
  });

  test("a schema that extends itself has its own rules", async () => {
    const schemas = {
      A: { allOf: [ref("B")], properties: { a: text } },
      B: { allOf: [ref("A")], properties: { b: text } },
    };
    expect(await send(schemas, "A", { a: "1", b: "2" })).toBe(200);
    expect(await send(schemas, "A", { a: 1 })).toBe(422);
    expect(await send(schemas, "A", { b: 1 })).toBe(422);
  });

  test("a cycle of references and nothing else allows everything", async () => {
    expect(await send({ A: ref("B"), B: ref("A") }, "A", { a: 1 })).toBe(200);
  });

  test("a long chain of references is followed to its end", async () => {
    const links = Array.from({ length: 1000 }, (_, index) => [`Link${index}`, ref(`Link${index + 1}`)]);
    const schemas = { ...Object.fromEntries(links), Link1000: text };
    expect(await send(schemas, "Link0", "a")).toBe(200);
    expect(await send(schemas, "Link0", 7)).toBe(422);
  });

  test("no document with such schemas lets the mock fail", async () => {
    const name = fc.constantFrom("A", "B", "C");
    const { schema } = fc.letrec<{ schema: object }>((tie) => ({
      schema: fc.oneof(
        { maxDepth: 3 },
        name.map(ref),
        fc.constant(text),
        fc.record({ allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
        fc.record({ oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
        fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }) }),
        fc.record({ not: tie("schema"), if: tie("schema"), else: tie("schema") }),
        fc.record({ nullable: fc.constant(true), allOf: fc.tuple(tie("schema")) }),
        fc.record({
          dependentSchemas: fc.record({ p: tie("schema") }),
          properties: fc.record({ p: tie("schema") }),
        }),
        fc.record({ $ref: name.map((each) => ref(each).$ref), properties: fc.record({ p: tie("schema") }) }),
      ),
    }));
    const schemas = fc.record({ A: schema, B: schema, C: schema });
    await fc.assert(
      fc.asyncProperty(schemas, fc.constantFrom("a", 7, { p: { p: "a" } }), async (all, value) => {
        const mock = await startMock({ memory: false, document: documentOf(all, "A") });
        const response = await put(mock, value);
        const body = await response.text();
        await mock.close();
        expect([200, 422], body).toContain(response.status);
      }),
      { numRuns: 60 },
    );
  });
});

/** The status of a request whose body has one of the schemas. */
async function send(schemas: object, name: string, body: unknown): Promise<number> {
  return (await put(await start(schemas, name), body)).status;
}

function put(mock: Mock, body: unknown): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(`${mock.url}/thing`, { method: "PUT", headers, body: JSON.stringify(body) });
}

async function start(schemas: object, name: string): Promise<Mock> {
  const mock = await startMock({ memory: false, document: documentOf(schemas, name) });
  mocks.push(mock);
  return mock;
}

function documentOf(schemas: object, name: string): object {
  const content = { "application/json": { schema: ref(name) } };
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: {
      "/thing": {
        get: { responses: { 200: { description: "A thing.", content } } },
        put: { requestBody: { required: true, content }, responses: { 200: { description: "Done." } } },
      },
    },
    components: { schemas },
  };
}
