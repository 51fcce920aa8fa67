import { describe, expect, test } from "vitest";
import { Continuations } from "../src/continuations.ts";
import { describeCall } from "../src/describe.ts";
import { Redaction } from "../src/redaction.ts";
import { pick, shorten } from "../src/shorten.ts";

test("long strings and arrays are cut wherever they are, and the note says where", () => {
  const value = { a: "x".repeat(9), list: [{ b: "y".repeat(9) }, {}, {}], big: 1n, none: null };
  expect(shorten(value, { longestString: 5, mostItems: 2 })).toEqual({
    value: { a: "xxxxx...", list: [{ b: "yyyyy..." }, {}], big: "1", none: null },
    notes: [
      "`a` is cut: it has 9 characters.",
      "`list` is cut: it has 3 items, of which the first 2 are here.",
      "`list[].b` is cut: it has 9 characters.",
    ],
  });
});

test("fields select properties of inner objects and of the objects in arrays", () => {
  const value = { id: 1, address: { city: "Bern", zip: 3000 }, items: [{ a: 1, b: 2 }] };
  expect(pick(value, ["id", "address.city", "items.b", "missing"])).toEqual({
    id: 1,
    address: { city: "Bern" },
    items: [{ b: 2 }],
  });
});

test("the last 50 lists can be continued", () => {
  const lists = new Continuations<number>();
  const cursors = Array.from({ length: 51 }, (_, index) => lists.add(index));
  expect([lists.get(cursors[0] ?? ""), lists.get(cursors[1] ?? ""), lists.get(cursors[50] ?? "")]).toEqual([
    undefined,
    1,
    50,
  ]);
});

describe("secrets", () => {
  test("are hidden in names and values, the longest first, and short ones are left alone", () => {
    const redaction = new Redaction(["KEY", "LONG", "SHORT", "MISSING"], {
      KEY: "abcdefgh",
      LONG: "abcdefghijk",
      SHORT: "on",
    });
    expect(redaction.value({ abcdefgh: ["x abcdefghijk on", 1, null] })).toEqual({
      "***": ["x *** on", 1, null],
    });
  });
});

test("a description of a call with very many types is bounded, and says which are missing", () => {
  const types = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `Type${index}`,
      { type: "string", description: "x".repeat(300) },
    ]),
  );
  const properties = Object.fromEntries(
    Object.keys(types).map((name) => [name.toLowerCase(), { $ref: name }]),
  );
  const input = { type: "object", properties };
  const text = describeCall(
    { name: "a.b", http: "GET /", effect: "read", arguments: [], input, result: { kind: "nothing" } },
    types,
  );
  expect(text.length).toBeLessThan(11_500);
  expect(text).toMatch(/Not described here: Type\d+, .* Pass one of them as `type` to `describe`\.$/s);
});
