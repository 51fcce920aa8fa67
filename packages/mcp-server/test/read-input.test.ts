import { describe, expect, test } from "vitest";
import type { Schema, Types } from "../src/catalogue.ts";
import { readInput } from "../src/read-input.ts";

const TYPES: Types = {
  Tree: {
    type: "object",
    properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "Tree" } } },
    required: ["name"],
    additionalProperties: false,
  },
  Loop: { $ref: "Loop" },
};

function problems(value: unknown, schema: Schema): readonly string[] {
  return readInput(value, schema, TYPES).problems;
}

function object(properties: Schema["properties"], more: Schema = {}): Schema {
  return { type: "object", properties: properties ?? {}, additionalProperties: false, ...more };
}

describe("the message names the place, what is expected and what was given", () => {
  test.each<[string, unknown, Schema, string]>([
    [
      "a wrong type",
      { a: [1, "x"] },
      object({ a: { type: "array", items: { type: "number" } } }),
      '`a[1]` must be a number, not "x".',
    ],
    ["no object at all", "x", object({}), 'The input must be an object, not "x".'],
    ["a fraction", { a: 1.5 }, object({ a: { type: "integer" } }), "`a` must be an integer, not 1.5."],
    [
      "null where it is not allowed",
      { a: null },
      object({ a: { type: "string" } }),
      "`a` must be a string, not null.",
    ],
    [
      "a missing property",
      {},
      object({ a: { type: "string", description: "Name. Long text." } }, { required: ["a"] }),
      "`a` is required: Name.",
    ],
    ["an unknown property", { nam: 1 }, object({ name: {} }), "`nam` does not exist. Did you mean `name`?"],
    [
      "an unknown property that resembles none",
      { x: 1 },
      object({ name: {} }),
      "`x` does not exist. There are: name.",
    ],
    [
      "an item too many",
      { a: [1, 2] },
      object({ a: { type: "array", prefixItems: [{}], items: false } }),
      "`a` must have at most 1 items, not 2.",
    ],
    [
      "a value of no alternative",
      { a: true },
      object({ a: { anyOf: [{ type: "string" }, { type: "number" }] } }),
      "`a` must be a string or a number, not true.",
    ],
    [
      "a number that is no multiple",
      { a: 0.25 },
      object({ a: { type: "number", multipleOf: 0.1 } }),
      "`a` must be a multiple of 0.1, not 0.25.",
    ],
    [
      "a place deep in a recursive type",
      { name: "a", children: [{ name: "b", children: [{}] }] },
      { $ref: "Tree" },
      "`children[0].children[0].name` is required.",
    ],
    [
      "invalid Base64",
      { a: { base64: "§" } },
      object({ a: { type: "object", format: "binary" } }),
      "`a` must have valid Base64 as `base64`.",
    ],
    [
      "a long value",
      { a: "x".repeat(99) },
      object({ a: { type: "number" } }),
      `\`a\` must be a number, not "${"x".repeat(56)}....`,
    ],
  ])("%s", (_, value, schema, expected) => {
    expect(problems(value, schema)).toEqual([expected]);
  });
});

describe("valid inputs", () => {
  test.each<[string, unknown, Schema]>([
    ["a decimal multiple", { a: 0.3 }, object({ a: { type: "number", multipleOf: 0.1 } })],
    ["a type that is only its own name", { a: 1 }, object({ a: { $ref: "Loop" } })],
    ["a type that does not exist", { a: 1 }, object({ a: { $ref: "constructor" } })],
    [
      "other properties of a map",
      { a: { x: 1 } },
      object({ a: { type: "object", additionalProperties: { type: "number" } } }),
    ],
    [
      "characters beyond 16 bits, which count once",
      { a: "😀😀" },
      object({ a: { type: "string", maxLength: 2 } }),
    ],
    [
      "parts of an intersection, each with its own properties",
      { a: 1, b: 2 },
      { allOf: [object({ a: {} }), object({ b: {} })] },
    ],
    [
      "a property with the name of a member of all objects",
      JSON.parse('{"__proto__":1}'),
      object(JSON.parse('{"__proto__":{"type":"number"}}')),
    ],
  ])("%s", (_, value, schema) => {
    expect(problems(value, schema)).toEqual([]);
  });

  test("a property that no part of an intersection has does not exist", () => {
    const schema = {
      allOf: [object({ first: {} }), { anyOf: [object({ second: {} }), object({ third: {} })] }],
    };
    expect(problems({ first: 1, third: 3 }, schema)).toEqual([]);
    expect(problems({ first: 1, thrid: 3 }, schema)).toEqual([
      "`thrid` does not exist. Did you mean `third`?",
    ]);
  });

  test("an alternative is chosen by its literal, so that the messages are about it", () => {
    const schema = object({
      a: {
        anyOf: [
          object({ kind: { const: "x" }, size: { type: "number" } }),
          object({ kind: { const: "y" }, text: { type: "string" } }),
        ],
      },
    });
    expect(problems({ a: { kind: "y", text: 1 } }, schema)).toEqual(["`a.text` must be a string, not 1."]);
  });

  test("64-bit integers and files become what the client takes, also inside of alternatives", async () => {
    const schema = object({
      big: { type: ["integer", "string"], format: "bigint" },
      digits: { anyOf: [{ type: ["integer", "string"], format: "digits" }, { type: "null" }] },
      file: { type: "object", format: "binary" },
    });
    const given = {
      big: "9007199254740993",
      digits: 5,
      file: { text: "Hello", name: "a.txt", type: "text/plain" },
    };
    const { value, problems: found } = readInput(given, schema, {});
    expect(found).toEqual([]);
    expect(value).toMatchObject({ big: 9007199254740993n, digits: "5" });
    const { file } = value as { readonly file: File };
    expect([file.name, file.type, await file.text()]).toEqual(["a.txt", "text/plain", "Hello"]);
  });
});
