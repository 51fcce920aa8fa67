import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Shapes, type UnknownValue, watchUnknown } from "../src/unknown/index.js";

const shapes: Shapes = {
  operations: {
    listItems: "ItemPage",
    retrieveItem: "Item",
    retrieveShape: "Figure",
    retrieveTags: { kind: "map", values: "Colour" },
    retrieveBoth: { kind: "all", parts: ["Item", { kind: "object", properties: { size: "Size" } }] },
  },
  types: {
    ItemPage: { kind: "object", properties: { data: { kind: "array", items: "Item" } } },
    Item: {
      kind: "object",
      properties: { status: "Colour", "sub-items": { kind: "array", items: "Item" } },
    },
    Colour: { kind: "enum", values: ["red", "green"] },
    Size: { kind: "enum", values: [1, 2] },
    Figure: { kind: "variants", property: "kind", variants: { circle: "Item", square: null } },
    Labels: { kind: "object", properties: { main: "Colour" }, plain: ["title"], additional: "Colour" },
  },
};

/** The reports for one response. */
function reports(operation: string, data: unknown): readonly (readonly [string, unknown])[] {
  const found: UnknownValue[] = [];
  watchUnknown(shapes, (unknown) => found.push(unknown)).onData(operation, data);
  return found.map(({ path, value }) => [path, value]);
}

describe("an unknown value", () => {
  test("is reported with its operation, its kind and its path", () => {
    const found: UnknownValue[] = [];
    const watch = watchUnknown(shapes, (unknown) => found.push(unknown));
    watch.onData("listItems", { data: [{ status: "red" }, { status: "blue" }] });
    expect(found).toEqual([{ operation: "listItems", kind: "enum", path: "data[1].status", value: "blue" }]);
  });

  test.each([
    [
      "at any depth",
      "retrieveItem",
      { "sub-items": [{ "sub-items": [{ status: "x" }] }] },
      '["sub-items"][0]["sub-items"][0].status',
    ],
    ["under any key", "retrieveTags", { "a b": "red", c: "x" }, "c"],
    ["in any part of a type", "retrieveBoth", { status: "red", size: 3 }, "size"],
    ["inside a known variant", "retrieveShape", { kind: "circle", status: "x" }, "status"],
    ["as a new variant", "retrieveShape", { kind: "hexagon", status: "x" }, "kind"],
  ])("is found %s", (_, operation, data, path) => {
    expect(reports(operation, data).map(([where]) => where)).toEqual([path]);
  });

  test("is found under an additional property, without affecting the named properties", () => {
    const found: UnknownValue[] = [];
    const watch = watchUnknown({ ...shapes, operations: { labels: "Labels" } }, (unknown) =>
      found.push(unknown),
    );
    watch.onData("labels", { title: "any text", main: "red", extra: "x" });
    expect(found.map(({ path }) => path)).toEqual(["extra"]);
  });

  test.each([
    ["known values", "retrieveShape", { kind: "square", status: "x" }],
    [
      "null, missing values and values of other types",
      "listItems",
      { data: [null, { status: null }, {}, 7, { status: {} }, { status: true }] },
    ],
    ["a response that is not an object", "listItems", "text"],
    ["an empty response", "listItems", undefined],
    ["an operation without a shape", "deleteItem", { status: "x" }],
    ["an operation named like a method of Object.prototype", "toString", { status: "x" }],
    ["an inherited property", "retrieveItem", Object.create({ status: "x" })],
  ])("is not reported for %s", (_, operation, data) => {
    expect(reports(operation, data)).toEqual([]);
  });

  test("can have the name of an Object.prototype member", () => {
    expect(reports("retrieveShape", { kind: "constructor" })).toEqual([["kind", "constructor"]]);
    expect(reports("retrieveShape", JSON.parse('{"kind":"__proto__"}'))).toEqual([["kind", "__proto__"]]);
  });
});

describe("a repeated value", () => {
  const page = { data: [{ status: "blue" }, { status: "blue" }, { status: "pink" }] };

  test("is reported once per operation, path and value, and counted every time", () => {
    const found: UnknownValue[] = [];
    const watch = watchUnknown(shapes, (unknown) => found.push(unknown));
    watch.onData("listItems", page);
    watch.onData("listItems", page);
    watch.onData("retrieveItem", { status: "blue" });
    expect(found.map(({ operation, path, value }) => `${operation} ${path} ${value}`)).toEqual([
      "listItems data[0].status blue",
      "listItems data[2].status pink",
      "retrieveItem status blue",
    ]);
    expect(watch.state().total).toBe(7);
    expect(watch.state().distinct.map(({ path, count }) => [path, count])).toEqual([
      ["data[0].status", 4],
      ["data[2].status", 2],
      ["status", 1],
    ]);
  });

  test("is reported every time with the repeat option", () => {
    const found: UnknownValue[] = [];
    watchUnknown(shapes, (unknown) => found.push(unknown), { repeat: true }).onData("listItems", page);
    expect(found).toHaveLength(3);
  });

  test("is remembered for at most 1,000 distinct values", () => {
    let reported = 0;
    const watch = watchUnknown(shapes, () => reported++);
    watch.onData("listItems", {
      data: Array.from({ length: 3_000 }, (_, index) => ({ status: `new ${index}` })),
    });
    expect([reported, watch.state().distinct.length, watch.state().total]).toEqual([1_000, 1_000, 3_000]);
  });
});

describe("a watch", () => {
  test("never throws and never changes the data", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(shapes.operations)),
        fc.oneof(
          fc.jsonValue(),
          fc.record({ data: fc.array(fc.record({ status: fc.jsonValue(), kind: fc.jsonValue() })) }),
        ),
        (operation, data) => {
          const before = JSON.stringify(data);
          watchUnknown(shapes, () => {}).onData(operation, deepFrozen(data));
          expect(JSON.stringify(data)).toBe(before);
        },
      ),
    );
  });

  test("reports all values of a response before it rethrows the callback's error", () => {
    const seen: unknown[] = [];
    const watch = watchUnknown(shapes, ({ value }) => {
      seen.push(value);
      throw new Error(`mine: ${value}`);
    });
    const look = (): void => watch.onData("listItems", { data: [{ status: "a" }, { status: "b" }] });
    expect(look).toThrow("mine: a");
    expect(seen).toEqual(["a", "b"]);
  });

  test("adds only onData when spread into the options", () => {
    expect(Object.keys({ ...watchUnknown(shapes, () => {}) })).toEqual(["onData"]);
  });
});

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFrozen);
  return Object.freeze(value);
}
