import { sample } from "openapi-sampler";
import { describe, expect, test } from "vitest";
import type { OperationModel } from "../src/api-model/api-model.ts";
import { allOperations } from "../src/api-model/resource-tree.ts";
import type { SampleValue } from "../src/api-model/type-model.ts";
import { readDocument } from "../src/generate.ts";
import { buildModel } from "../src/model/index.ts";
import { diskFiles } from "../src/spec/index.ts";
import { makeFolder } from "./support/folder.ts";

const text = { type: "string" };
/** An example without properties, so that the sample has only those that it needs. */
const example = {};

describe("the sample of an object", () => {
  test("has an optional property if at least one is required", async () => {
    const schema = {
      type: "object",
      minProperties: 1,
      properties: { a: { type: "integer" }, b: text },
      example,
    };
    expect(await sampleOf(schema)).toEqual({ a: 0 });
  });

  test("has a property that ends the recursion, if the first one contains the object again", async () => {
    const query = {
      type: "object",
      example,
      minProperties: 1,
      maxProperties: 1,
      properties: {
        not: { $ref: "#/components/schemas/Query" },
        bool: { type: "object", required: ["must"], properties: { must: ref("Query") } },
        term: text,
      },
    };
    expect(await sampleOf(ref("Query"), { Query: query })).toEqual({ bool: { must: { term: "string" } } });
  });

  test("has only one of two properties if exactly one must be there, also in a component", async () => {
    const either = { oneOf: [{ required: ["id"] }, { required: ["slug"] }] };
    const page = { type: "object", properties: { id: text, slug: text }, ...either };
    expect(await sampleOf(ref("Page"), { Page: page })).toEqual({ id: "string" });
  });

  test("keeps required properties if it may have only some", async () => {
    const schema = {
      type: "object",
      maxProperties: 2,
      required: ["c"],
      properties: { a: text, b: text, c: text },
      example: { a: "1", b: "2", c: "3" },
    };
    expect(await sampleOf(schema)).toEqual({ a: "1", c: "3" });
  });

  test("has additional properties with allowed names if it needs more than it defines", async () => {
    const schema = {
      type: "object",
      minProperties: 3,
      properties: { a: text },
      additionalProperties: { type: "boolean" },
      propertyNames: { enum: ["a", "x", "y", "z"] },
    };
    expect(await sampleOf(schema)).toEqual({ a: "string", x: true, y: true });
  });

  test("lacks an optional property that no value fits", async () => {
    const never = { type: "integer", minimum: 5, maximum: 1 };
    const schema = { type: "object", properties: { a: text, never }, required: ["a"] };
    expect(await sampleOf(schema)).toEqual({ a: "string" });
    expect(await sampleOf({ ...schema, required: ["a", "never"] })).toEqual({ a: "string", never: 5 });
  });

  test("has one of the properties of which at least one is required", async () => {
    const properties = { userId: text, teamId: text, note: text };
    const schema = {
      type: "object",
      properties,
      anyOf: [{ required: ["teamId"] }, { required: ["userId"] }],
    };
    expect(await sampleOf({ ...schema, example: { note: "n" } })).toEqual({ note: "n", teamId: "string" });
    expect(await sampleOf({ ...schema, example: { userId: "u" } })).toEqual({ userId: "u" });
    expect(await sampleOf({ ...schema, example: { note: "n" }, maxProperties: 1 })).toEqual({
      teamId: "string",
    });
  });

  test("has exactly one of the properties of which one excludes the other", async () => {
    const properties = { userId: text, teamId: text };
    const schema = {
      type: "object",
      properties,
      oneOf: [{ required: ["teamId"] }, { required: ["userId"] }],
    };
    expect(await sampleOf(schema)).toEqual({ teamId: "string" });
    expect(await sampleOf({ ...schema, example: { userId: "u" } })).toEqual({ userId: "u" });
  });
});

test("the sample of an object omits an optional property whose combination with another is forbidden", async () => {
  const schema = {
    type: "object",
    required: ["name"],
    properties: { name: text, id: { type: "integer" }, slug: text },
    not: { required: ["id", "slug"] },
  };
  expect(await sampleOf(schema)).toEqual({ name: "string", id: 0 });
  const none = { ...schema, not: { anyOf: [{ required: ["id"] }, { required: ["slug"] }] } };
  expect(await sampleOf(none)).toEqual({ name: "string" });
});

test("the sample of an array has an item if its default is no array, because an empty one is not sent as a parameter", async () => {
  expect(await sampleOf({ type: "array", items: text, default: "" })).toEqual(["string"]);
});

describe("the sample of a union of which exactly one member may allow the value", () => {
  test("is a string that is not in the enum beside any string", async () => {
    const duration = { oneOf: [{ type: "string", enum: ["-1"] }, { type: "string", enum: ["0"] }, text] };
    expect(await sampleOf(wrapped(duration))).toEqual({ value: "string" });
  });

  test("is null if both members allow every string and one allows null", async () => {
    const both = { oneOf: [text, { type: ["string", "null"] }] };
    expect(await sampleOf(wrapped(both))).toEqual({ value: null });
  });

  test("is a fraction beside an integer", async () => {
    expect(await sampleOf(wrapped({ oneOf: [{ type: "integer" }, { type: "number" }] }))).toEqual({
      value: 0.5,
    });
  });

  test("is left out of an array if there is none", async () => {
    const both = { oneOf: [{ type: "object", properties: { a: text } }, { type: "object" }] };
    expect(await sampleOf({ type: "array", items: both })).toEqual([]);
  });
});

test("the sample of a union beside a reference has its values, where a member allows any property", async () => {
  const tests = { type: "object", properties: { ids: { type: "array", items: text } } };
  const schemas = { Settings: { type: "object", properties: { tests } } };
  const settings = { $ref: "#/components/schemas/Settings", anyOf: [{ type: "object" }, { type: "null" }] };
  const example = { settings: { tests: { ids: ["a"], other: true } } };
  expect(await sampleOf({ type: "object", properties: { settings }, example }, schemas)).toEqual({
    settings: { tests: { ids: ["a"] } },
  });
});

test("the sample of two enums that both apply is a value of both", async () => {
  const value = { allOf: [{ type: "string", enum: ["a", "b"] }], enum: ["c", "b"] };
  expect(await sampleOf(wrapped(value))).toEqual({ value: "b" });
});

test("the sample of a very long string is generated quickly, with the text that the pattern has around it", async () => {
  const blob = { type: "string", pattern: "^0x[a-f0-9]{2000000}(-[a-z]{1000}[.]?)[0-9]{0,2147483648}$" };
  expect(await sampleOf(blob)).toMatch(/^0x([a-f0-9])\1{1999999}-([a-z])\2{999}[.]?\d{0,12}$/);
});

test("the sample of a recursive union ends soon, so that the parts after it are valid, too", async () => {
  const both = {
    type: "object",
    required: ["left", "right"],
    properties: { left: ref("Rule"), right: ref("Rule") },
  };
  const schemas = {
    Rule: { anyOf: [ref("And"), ref("Or"), ref("Not"), ref("Is")] },
    And: both,
    Or: both,
    Not: { type: "object", required: ["rule"], properties: { rule: ref("Rule") } },
    Is: { type: "object", required: ["value"], properties: { value: text } },
    Size: { type: "object", required: ["unit"], properties: { unit: text } },
  };
  const sizes = { type: "object", additionalProperties: { anyOf: [ref("Size"), ref("Is")] } };
  const report = {
    type: "object",
    required: ["filter", "sizes"],
    properties: { filter: ref("Rule"), sizes },
    example: { sizes: { files: { count: 1 } } },
  };
  const union = { anyOf: [report, { type: "object", required: ["none"], properties: { none: text } }] };
  expect(await sampleOf(union, schemas)).toMatchObject({ sizes: { files: { unit: "string" } } });
});

test("the sample of a nullable union is not its default null, which a server may reject", async () => {
  const union = { type: "object", nullable: true, default: null, oneOf: [ref("Full"), ref("Part")] };
  const full = { type: "object", required: ["full"], properties: { full: { type: "boolean" } } };
  const part = { type: "object", required: ["part"], properties: { part: { type: "boolean" } } };
  const schema = { type: "object", properties: { union } };
  expect(await sampleOf(schema, { Full: full, Part: part })).toEqual({ union: { full: true } });
});

describe("the sample of a member of a union, where the document refers to the member itself", () => {
  const kind = { type: "object", required: ["kind"], properties: { kind: text } };
  const discriminator = { propertyName: "kind", mapping: { cat: "Cat", dog: "Dog" } };
  const expected = { cat: { kind: "cat" }, cats: [{ kind: "cat" }], byName: { key1: { kind: "cat" } } };
  const box = {
    type: "object",
    required: ["cat", "cats", "byName"],
    properties: {
      cat: ref("Cat"),
      cats: { type: "array", minItems: 1, items: ref("Cat") },
      byName: { type: "object", minProperties: 1, additionalProperties: ref("Cat") },
      pet: ref("Pet"),
    },
    example,
  };

  test("has the member's value of the discriminator, although the schema allows every string", async () => {
    const pet = { oneOf: [ref("Cat"), ref("Dog")], discriminator };
    expect(await sampleOf(box, { Pet: pet, Cat: kind, Dog: kind })).toEqual(expected);
  });

  test("has it if the union is a base that the member extends", async () => {
    const extension = { allOf: [ref("Pet")] };
    const pet = { ...kind, discriminator };
    expect(await sampleOf(box, { Pet: pet, Cat: extension, Dog: extension })).toEqual(expected);
  });

  test("has it if the schema does not define the property", async () => {
    const bare = { type: "object", properties: { name: text }, example };
    const pet = { oneOf: [ref("Cat"), ref("Dog")], discriminator };
    const both = { ...box, required: ["cat"], properties: { cat: ref("Cat"), pet: ref("Pet") } };
    expect(await sampleOf(both, { Pet: pet, Cat: bare, Dog: bare })).toEqual({ cat: { kind: "cat" } });
  });

  test("has it in a union that names no discriminator", async () => {
    const pet = { oneOf: [ref("Cat"), ref("Dog")], discriminator };
    const either = { anyOf: [ref("Cat"), { type: "string" }] };
    const both = { ...box, required: ["either"], properties: { either, pet: ref("Pet") } };
    expect(await sampleOf(both, { Pet: pet, Cat: kind, Dog: kind })).toEqual({ either: { kind: "cat" } });
  });
});

describe("the sample of a schema that contains itself", () => {
  const own = {
    Own: { oneOf: [ref("Own"), text] },
    List: { type: "array", items: ref("List"), minItems: 1 },
  };

  test("is a value that fits, although the library that creates samples has none", async () => {
    expect(
      sample({ $ref: "#/components/schemas/Own" }, {}, { components: { schemas: own } }),
    ).toBeUndefined();
    expect(await sampleOf(ref("Own"), own)).toBe("string");
  });

  test("ends, although no value that fits does", async () => {
    expect(JSON.stringify(await sampleOf(ref("List"), own))).toMatch(/^\[{1,25}"value"\]{1,25}$/);
  });
});

describe("the samples of path parameters", () => {
  const kinds = { enum: ["orders", "carts", "gifts"] };

  test("give an address that no other template with the same method matches, if there is one", async () => {
    expect(
      await addressesOf({
        "/{kind}/{id}": { kind: kinds, id: text },
        "/orders/{id}": { id: text },
        "/carts/{name}": { name: text },
        "/v1.{a}/x": { a: text },
        "/{b}/x": { b: { type: "string", example: "v1.0" } },
        "/v2/{n}/string": { n: { type: "integer" } },
        "/v2/{n}/{s}": { n: { type: "integer" }, s: text },
      }),
    ).toEqual([
      "/gifts/string",
      "/orders/string",
      "/carts/string",
      "/v1.string/x",
      "/string/x",
      "/v2/0/string",
      "/v2/0/value",
    ]);
  });

  test("stay as they are, if every other value matches as many templates", async () => {
    expect(
      await addressesOf({ "/{kind}/all": { kind: { enum: ["orders"] } }, "/orders/{id}": { id: text } }),
    ).toEqual(["/orders/all", "/orders/string"]);
  });

  test("do not depend on templates of other methods", async () => {
    const others = { "/orders/{id}": { id: text } };
    expect(await addressesOf({ "/{kind}/{id}": { kind: kinds, id: text } }, others)).toEqual([
      "/orders/string",
    ]);
  });
});

function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

function wrapped(value: object) {
  return { type: "object", required: ["value"], properties: { value } };
}

/** The sample of a parameter with a schema. */
async function sampleOf(schema: object, schemas: object = {}): Promise<SampleValue | undefined> {
  const parameters = [{ name: "sample", in: "query", required: true, schema }];
  const get = { operationId: "listSamples", parameters, responses: DONE };
  const [operation] = await operationsOf({ "/samples": { get } }, schemas);
  return operation?.sample.params.sample;
}

/** The schemas of the parameters of paths, by path. */
type PathParameters = { readonly [path: string]: { readonly [parameter: string]: object } };

/** The addresses that the samples of GET operations give, in the order of the paths. `deleted` are the paths of DELETE operations. */
async function addressesOf(paths: PathParameters, deleted: PathParameters = {}): Promise<readonly string[]> {
  const itemsOf = (own: PathParameters, method: string) =>
    Object.entries(own).map(([path, schemas]) => {
      const parameters = Object.entries(schemas).map(([name, schema]) => ({
        name,
        in: "path",
        required: true,
        schema,
      }));
      return [path, { [method]: { parameters, responses: DONE } }];
    });
  const items = Object.fromEntries([...itemsOf(deleted, "delete"), ...itemsOf(paths, "get")]);
  const operations = await operationsOf(items);
  return Object.keys(paths).map((path) => {
    const values = operations.find((own) => own.path === path && own.httpMethod === "GET")?.sample.path ?? {};
    return path.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name]));
  });
}

const DONE = { 204: { description: "Done." } };

/** The operations that the model has for paths. */
async function operationsOf(paths: object, schemas: object = {}): Promise<readonly OperationModel[]> {
  const document = {
    openapi: "3.1.0",
    info: { title: "Samples", version: "1.0.0" },
    servers: [{ url: "https://samples.example" }],
    paths,
    components: { schemas },
  };
  const directory = await makeFolder({ "openapi.json": JSON.stringify(document) });
  const read = await readDocument(
    { documents: ["openapi.json"], directory },
    undefined,
    diskFiles(directory),
  );
  return allOperations(buildModel(read.document).model.resources);
}
