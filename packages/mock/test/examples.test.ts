import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.js";
import { Wire } from "../src/wire.js";

const mocks: Mock[] = [];
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

describe("a response example that its schema does not allow", () => {
  test("keeps its valid parts, gets valid values for the others, and is reported", async () => {
    const schema = {
      type: "object",
      required: ["id", "kind", "size", "since"],
      properties: {
        id: { type: "string", pattern: "^shp_[a-z]{4}$" },
        kind: { $ref: "#/components/schemas/Kind" },
        size: { type: "number", multipleOf: 0.5, exclusiveMinimum: 2 },
        since: { type: "string", format: "date-time" },
        note: { type: ["string", "null"] },
      },
    };
    const example = { id: "7", kind: "boat", size: "big", note: null };
    const { body, violations } = await respond({ schema, example });
    expect(body).toEqual({
      id: expect.stringMatching(/^shp_[a-z]{4}$/),
      kind: "boat",
      size: 2.5,
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      note: null,
    });
    expect(violations).toMatchObject([{ severity: "Warning", code: "invalid-example" }]);
    expect(violations[0]?.message).toContain("must have required property 'since'");
  });

  test("is replaced where it comes from examples of properties, in recursive schemas and unions, too", async () => {
    const schema = { $ref: "#/components/schemas/Node" };
    const { status, body } = await respond({ schema });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: expect.stringMatching(/^n[0-9]{3}$/), state: { color: "red" } });
  });

  test("is made at once if it is a very long text", async () => {
    const { body } = await respond({
      schema: { type: "string", pattern: "^0x[a-f0-9]{2000000}-[0-9]{1,2147483648}$" },
    });
    expect(body).toMatch(/^0x([a-f0-9])\1{1999999}-\d{1,12}$/);
  });

  test("is used, and reported, if several members of `oneOf` allow it", async () => {
    const member = { type: "object", properties: { code: { type: "string" } } };
    const { body, violations } = await respond({
      schema: { oneOf: [member, member] },
      example: { code: "A" },
    });
    expect(body).toEqual({ code: "A" });
    expect(violations).toMatchObject([{ severity: "Warning", code: "invalid-example" }]);
  });

  test("is read as JSON if it is a text of it", async () => {
    const schema = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
    const { body, violations } = await respond({ schema, example: '{ "id": 7, "name": "Ark" }' });
    expect(body).toEqual({ id: 7, name: "Ark" });
    expect(violations).toMatchObject([{ severity: "Warning", code: "invalid-example" }]);
  });

  test("is replaced in headers, too, and left out where no value fits", async () => {
    const headers = {
      Link: { schema: { type: "string", format: "uri", example: '<https://a.example>; rel="next"' } },
      "X-Version": { schema: { type: "string", pattern: "^[0-9]+[.][0-9]+$", example: "draft" } },
      "X-Kind": { schema: { $ref: "#/components/schemas/Kind" }, example: "ferry" },
      "X-Crew": { schema: { type: "object" }, example: "none" },
    };
    const mock = await startWithResponse({ headers, content: { "text/plain": { example: "A ship." } } });
    const response = await fetch(`${mock.url}/ship`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      link: expect.stringMatching(/^https?:[^;]+$/),
      "x-version": expect.stringMatching(/^[0-9]+[.][0-9]+$/),
      "x-kind": "ferry",
    });
    expect(response.headers.has("x-crew")).toBe(false);
    const violations: readonly object[] = JSON.parse(response.headers.get("sl-violations") ?? "[]");
    expect(violations.map((violation) => "code" in violation && violation.code)).toEqual([
      "invalid-example",
      "invalid-example",
      "invalid-example",
    ]);
  });

  test("is a header of a redirect, wherever the document has the value", async () => {
    const schema = { type: "string" };
    const locations = [
      { schema, example: "/a" },
      { example: "/a" },
      { schema: {}, examples: { one: { value: "/a" } } },
      { content: { "text/plain": { schema, example: "/a" } } },
      { $ref: "#/components/headers/Location" },
    ];
    // Prism cannot merge these types.
    const body = { schema: { allOf: [{ type: ["string", "null"] }, { type: "string" }] } };
    for (const content of [undefined, { "application/json": body }]) {
      for (const location of locations) {
        const moved = { description: "Moved.", headers: { Location: location }, ...(content && { content }) };
        const mock = await start({
          openapi: "3.1.0",
          info: { title: "Ships", version: "1.0.0" },
          paths: { "/ship": { get: { responses: { "302": moved } } } },
          components: { headers: { Location: { example: "/a" } } },
        });
        const response = await fetch(`${mock.url}/ship`, { redirect: "manual" });
        expect(response.headers.get("location"), JSON.stringify({ location, content })).toBe("/a");
      }
    }
  });

  test("is made for a required header without a schema, but not for an optional one", async () => {
    const headers = { "X-Kind": { required: true }, "X-Size": { description: "The size." } };
    const mock = await startWithResponse({ headers, content: { "text/plain": { example: "A ship." } } });
    const response = await fetch(`${mock.url}/ship`);
    expect(response.headers.get("x-kind")).toBe("string");
    expect(response.headers.has("x-size")).toBe(false);
  });

  test("is a 500 if the schema allows nothing", async () => {
    const { status, body, violations } = await respond({
      schema: { type: "integer", minimum: 5, maximum: 1 },
    });
    expect(status).toBe(500);
    expect(body).toMatchObject({ message: expect.stringContaining("violates its schema") });
    expect(violations).toMatchObject([{ severity: "Error" }]);
  });

  test("is in the coverage of a wire test, whose call gets the valid response", async () => {
    const folder = await mkdtemp(join(tmpdir(), "wire-"));
    try {
      const coverage = join(folder, "coverage.json");
      const content = { schema: { type: "object", required: ["id"] }, example: {} };
      const wire = new Wire({ document: documentOf(content), coverage });
      await wire.start();
      const { fetch, baseURL } = wire.clientOptions;
      await wire.verify("GET /ship", 200, async ({ headers }) =>
        (await fetch(`${baseURL}/ship`, { headers })).json(),
      );
      await wire.stop();
      const [entry] = JSON.parse(await readFile(coverage, "utf8"));
      expect(entry).toMatchObject({ operation: "GET /ship", status: 200 });
      expect(entry.exampleProblem).toContain("must have required property 'id'");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a document", () => {
  test("may have references in examples and extensions, which are data", async () => {
    const example = { schema: { $ref: "https://unreachable.invalid/schema.json" }, own: { $ref: "#/none" } };
    const { status, body } = await respond({ schema: { type: "object" }, example });
    expect([status, body]).toEqual([200, example]);
  });

  test("may require properties that it does not define; no request or response needs them", async () => {
    const schema = { type: "object", required: ["id", "lost"], properties: { id: { type: "string" } } };
    const { body, violations } = await respond({ schema, example: { id: "1" } });
    expect([body, violations]).toEqual([{ id: "1" }, []]);
    expect(await send(schema, { id: "1" })).toBe(200);
    expect(await send(schema, {})).toBe(422);
    const whole = { allOf: [{ $ref: "#/components/schemas/Crew" }], required: ["name", "lost"] };
    expect(await send(whole, { name: "Ada" })).toBe(200);
    expect(await send(whole, {})).toBe(422);
  });

  test("may require read-only properties, which requests do not have, and write-only ones of responses", async () => {
    const schema = {
      allOf: [{ $ref: "#/components/schemas/Crew" }, { required: ["id", "secret", "name"] }],
    };
    expect(await send(schema, { name: "Ada", secret: "s" })).toBe(200);
    expect(await send(schema, { name: "Ada" })).toBe(422);
    const { violations } = await respond({ schema, example: { id: "1", name: "Ada" } });
    expect(violations).toEqual([]);
  });

  test("may have schemas that contain themselves through `allOf` of their properties", async () => {
    expect(await send({ $ref: "#/components/schemas/Family" }, { child: { child: { name: "Ada" } } })).toBe(
      200,
    );
    expect(await send({ $ref: "#/components/schemas/Family" }, { child: { child: { name: 7 } } })).toBe(422);
  });

  test("may combine schemas that are closed each by itself", async () => {
    const closed = (name: string) => ({
      type: "object",
      additionalProperties: false,
      properties: { [name]: { type: "string" } },
    });
    expect(await send({ allOf: [closed("a"), closed("b")] }, { a: "1", b: "2" })).toBe(200);
    expect(await send({ allOf: [closed("a"), closed("b")] }, { a: 1 })).toBe(422);
  });

  test("may have examples of headers about the transfer, which are not those of the response", async () => {
    const headers = {
      "Content-Length": { schema: { type: "integer" }, example: 1279 },
      "Transfer-Encoding": { schema: { type: "string" }, example: "chunked" },
      "Content-Encoding": { schema: { type: "string" }, example: "gzip" },
      "X-Kind": { schema: { type: "string" }, example: "boat" },
    };
    const content = { "text/plain": { example: "A ship." } };
    const mock = await startWithResponse({ headers, content });
    const response = await fetch(`${mock.url}/ship`);
    expect([await response.text(), response.headers.get("x-kind")]).toEqual(["A ship.", "boat"]);
  });

  test("may have schemas without `type`, and a response has the type of their other keywords", async () => {
    const ship = { properties: { name: { type: "string" } } };
    expect((await respond({ schema: { items: ship }, example: "Ark" })).body).toEqual([]);
    expect((await respond({ schema: { additionalProperties: true }, example: "Ark" })).body).toEqual({});
    expect((await respond({ schema: ship, example: { name: "Ark" } })).body).toEqual({ name: "Ark" });
    expect((await respond({ schema: { description: "Anything" }, example: "Ark" })).body).toBe("Ark");
  });

  test("may have media types with an address as a parameter, with and without quotes", async () => {
    const typeOf = async (mediaType: string) => {
      const mock = await startWithResponse({ content: { [mediaType]: { example: { id: 1 } } } });
      const response = await fetch(`${mock.url}/ship`);
      expect(await response.json()).toEqual({ id: 1 });
      return response.headers.get("content-type");
    };
    const quoted = 'application/ld+json;profile="https://a.example/ship"';
    expect(await typeOf("application/ld+json; profile=https://a.example/ship")).toBe(quoted);
    expect(await typeOf(quoted)).toBe(quoted);
  });

  test("may have a range of media types, and a response has one of these", async () => {
    const typeOf = async (range: string, example: unknown) => {
      const responses = { 200: { description: "Ships.", content: { [range]: { example } } } };
      const paths = { "/ships": { get: { responses } } };
      const mock = await start({ openapi: "3.1.0", info: { title: "Ships", version: "1" }, paths });
      return (await fetch(`${mock.url}/ships`)).headers.get("content-type");
    };
    expect(await typeOf("*/*", [{ id: 1 }])).toBe("application/json");
    expect(await typeOf("application/*", { id: 1 })).toBe("application/json");
    expect(await typeOf("*/*", "Sunk.")).toBe("text/plain");
  });

  test("may have a number or a boolean as a plain text", async () => {
    const content = { "text/plain": { schema: { type: "boolean" } } };
    expect(await sendText(content, "true")).toBe(200);
    expect(await sendText(content, "maybe")).toBe(422);
  });
});

describe("a document with a discriminator", () => {
  test("allows a value that other members of `oneOf` would allow, too", async () => {
    const member = { type: "object", required: ["kind"], properties: { kind: { type: "string" } } };
    const discriminator = { propertyName: "kind" };
    expect(await send({ oneOf: [member, member], discriminator }, { kind: "a" })).toBe(200);
    expect(await send({ oneOf: [member, member] }, { kind: "a" })).toBe(422);
    expect(await send({ oneOf: [member, member], discriminator }, {})).toBe(422);
  });
});

describe("a document with a closed base", () => {
  test("allows values of the schemas that extend it where it refers to the base", async () => {
    const closed = { type: "object", additionalProperties: false, properties: { kind: { type: "string" } } };
    const base = { ...closed, required: ["kind"], discriminator: { propertyName: "kind" } };
    expect(await send(base, { kind: "Tug", power: 9 })).toBe(200);
    expect(await send(base, { power: 9 })).toBe(422);
    expect(await send(closed, { kind: "Tug", power: 9 })).toBe(422);
  });
});

describe("a document with media types that end alike", () => {
  test("compares a body with the schema of exactly its media type", async () => {
    const schemaOf = (type: string) => ({ schema: { type: "object", properties: { id: { type } } } });
    const request = {
      "application/json": schemaOf("string"),
      "application/vnd.ship.v2+json": schemaOf("integer"),
      "multipart/mixed;boundary=ship": {},
    };
    const mock = await start(documentOf({}, request));
    const put = async (type: string, body: string) =>
      (await fetch(`${mock.url}/ship`, { method: "PUT", headers: { "content-type": type }, body })).status;
    expect(await put("application/vnd.ship.v2+json", '{"id":1}')).toBe(200);
    expect(await put("application/vnd.ship.v2+json", '{"id":"1"}')).toBe(422);
    expect(await put("application/vnd.other+json", '{"id":"1"}')).toBe(200);
    expect(await put("multipart/mixed; boundary=ship", "--ship--")).toBe(200);
    expect(await put("text/plain", "Ark")).toBe(415);
  });
});

describe("forms and parameters", () => {
  const form = (schema: object, encoding: object = {}) => ({
    "application/x-www-form-urlencoded": { schema, encoding },
  });
  const deepObject = { value: { style: "deepObject", explode: true } };

  test("have the first type of a union that allows the text", async () => {
    const schema = {
      type: "object",
      properties: {
        value: { oneOf: [{ type: "integer" }, { type: "string", enum: ["inf"] }] },
        other: { oneOf: [{ type: "integer" }, { type: "string" }] },
        empty: { anyOf: [{ type: "number" }, { type: "string", enum: [""] }] },
      },
    };
    expect(await sendForm(form(schema), "value=7&other=x&empty=")).toBe(200);
    expect(await sendForm(form(schema), "value=inf&empty=1.5")).toBe(200);
    expect(await sendForm(form(schema), "value=seven")).toBe(422);
  });

  test("have arrays next to other types, and values of maps", async () => {
    const list = { type: "array", items: { type: "integer" } };
    const schema = {
      type: "object",
      properties: { value: { anyOf: [list, { type: "string", enum: [""] }] } },
    };
    expect(await sendForm(form(schema, deepObject), "value[0]=1&value[1]=2")).toBe(200);
    expect(await sendForm(form(schema, deepObject), "value[0]=one")).toBe(422);
    expect(await sendForm(form(schema, deepObject), "value=")).toBe(200);
    const map = { type: "object", properties: { value: { type: "object", additionalProperties: list } } };
    expect(await sendForm(form(map, deepObject), "value[a][0]=1&value[b][0]=2")).toBe(200);
    expect(await sendForm(form(map, deepObject), "value[a][0]=x")).toBe(422);
  });
});

describe("paths", () => {
  test("prefer the operation whose path says more, also after a parameter that spans segments", async () => {
    const operation = (name: string) => ({
      get: { responses: { 200: { description: name, content: { "text/plain": { example: name } } } } },
    });
    const parameters = [
      { name: "ref", in: "path", required: true, "x-multi-segment": true, schema: { type: "string" } },
    ];
    const mock = await start({
      openapi: "3.1.0",
      info: { title: "Paths", version: "1.0.0" },
      paths: {
        "/commits/{ref}": { parameters, ...operation("commit") },
        "/commits/{ref}/status": { parameters, ...operation("status") },
        "/compare/{both}": operation("both"),
        "/compare/{base}...{head}": operation("range"),
        "/<upload>": operation("upload"),
      },
    });
    const get = async (path: string) => (await fetch(mock.url + path)).text();
    expect(await get("/commits/heads/main")).toBe("commit");
    expect(await get("/commits/heads/main/status")).toBe("status");
    expect(await get("/compare/a")).toBe("both");
    expect(await get("/compare/a...b")).toBe("range");
    expect(await get("/<upload>")).toBe("upload");
  });
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly violations: readonly { readonly message?: string }[];
}

/** The response of an operation with this content. */
async function respond(content: object): Promise<Answer> {
  const mock = await start(documentOf(content));
  const response = await fetch(`${mock.url}/ship`);
  const violations = JSON.parse(response.headers.get("sl-violations") ?? "[]");
  return { status: response.status, body: await response.json(), violations };
}

/** The status of a request with a JSON body. */
async function send(schema: object, body: object): Promise<number> {
  const mock = await start(documentOf({}, { "application/json": { schema } }));
  const headers = { "content-type": "application/json" };
  return (await fetch(`${mock.url}/ship`, { method: "PUT", headers, body: JSON.stringify(body) })).status;
}

async function sendText(content: object, body: string): Promise<number> {
  const mock = await start(documentOf({}, content));
  return (await fetch(`${mock.url}/ship`, { method: "PUT", headers: { "content-type": "text/plain" }, body }))
    .status;
}

async function sendForm(content: object, body: string): Promise<number> {
  const mock = await start(documentOf({}, content));
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return (await fetch(`${mock.url}/ship`, { method: "PUT", headers, body })).status;
}

async function start(document: object): Promise<Mock> {
  const mock = await startMock({ memory: false, document });
  mocks.push(mock);
  return mock;
}

/** A document whose only operation, GET /ship, has this response. */
function startWithResponse(response: object): Promise<Mock> {
  const responses = { 200: { description: "A ship.", ...response } };
  const info = { title: "Ships", version: "1.0.0" };
  return start({
    openapi: "3.1.0",
    info,
    paths: { "/ship": { get: { responses } } },
    components: { schemas },
  });
}

function documentOf(response: object, request: object = {}): object {
  return {
    openapi: "3.1.0",
    info: { title: "Ships", version: "1.0.0" },
    paths: {
      "/ship": {
        get: { responses: { 200: { description: "A ship.", content: { "application/json": response } } } },
        put: {
          requestBody: { required: true, content: request },
          responses: { 200: { description: "Done." } },
        },
      },
    },
    components: { schemas },
  };
}

const schemas = {
  Kind: { type: "string", enum: ["boat", "ferry"] },
  Crew: {
    type: "object",
    properties: {
      id: { type: "string", readOnly: true },
      secret: { type: "string", writeOnly: true },
      name: { type: "string" },
    },
  },
  Family: {
    allOf: [{ $ref: "#/components/schemas/Crew" }],
    properties: {
      child: { allOf: [{ $ref: "#/components/schemas/Family" }, { $ref: "#/components/schemas/Person" }] },
    },
  },
  Person: {
    properties: {
      parents: { oneOf: [{ allOf: [{ $ref: "#/components/schemas/Person" }] }, { type: "null" }] },
    },
  },
  Node: {
    type: "object",
    required: ["id", "state", "children"],
    properties: {
      id: { type: "string", pattern: "^n[0-9]{3}$", examples: ["node"] },
      state: { $ref: "#/components/schemas/State" },
      children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
      parent: { anyOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] },
    },
  },
  State: {
    oneOf: [
      { type: "object", required: ["color"], properties: { color: { const: "red" } } },
      { type: "object", required: ["color"], properties: { color: { const: "blue" } } },
    ],
    examples: [{ color: "green" }],
  },
};
