import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMap, isNode, isScalar, isSeq, parseDocument, stringify } from "yaml";
import type { Pointer } from "../../src/spec/pointer.ts";
import { parseYaml } from "../../src/spec/yaml.ts";
import { readYaml } from "../support/read-yaml.ts";

describe("positions", () => {
  test("of items, however they are written", () => {
    const text =
      "a:\n  - b\n  -\n  - # c\n  - 'd'\n  - |\n    e\n  - &f g: 1\n  - *f\n  - [h,\n     {i: j}]\n  - - k\n    -\n  -\n";
    const { at } = readYaml(text);
    const items = Array.from({ length: 9 }, (_, index) => at("a", index));
    expect(items).toEqual(["2:5", "3:4", "4:5", "5:5", "6:5", "8:5", "9:5", "10:5", "12:5"]);
    expect([at("a", 7, 1, "i"), at("a", 8, 1), at("a", 9)]).toEqual(["11:7", "13:6", "14:4"]);
  });

  test("of keys, however they are written, and of the last one that is repeated", () => {
    const { at } = readYaml("&a b: 1\n!!str 200: 1\n? c\n: 1\n'd': 1\nb: { e: 2 }\n");
    expect([at("b"), at("200"), at("c"), at("d"), at("b", "e")]).toEqual(["6:1", "2:7", "3:3", "5:1", "6:6"]);
  });
});

test("the time for the positions of all members of a mapping and all items of a list is linear", () => {
  const indexes = Array.from({ length: 100_000 }, (_, index) => index);
  const members = indexes.map((index) => `  key${index}: 1\n`).join("");
  const { at } = readYaml(`a:\n${members}b:\n${"  -\n".repeat(indexes.length)}`);
  expect(indexes.filter((index) => at("a", `key${index}`) !== `${index + 2}:3`)).toEqual([]);
  expect(indexes.filter((index) => at("b", index) !== `${index + indexes.length + 3}:4`)).toEqual([]);
});

test("a mapping may merge very many others", () => {
  const { value, at } = readYaml(`a: &a { x: 1 }\nb:\n  <<: [${"*a,".repeat(200_000)}]\n`);
  expect(value).toEqual({ a: { x: 1 }, b: { x: 1 } });
  expect(at("b", "x")).toBe("1:9");
});

/** The offset of each node below one, as another parser finds it. */
function offsetsIn(
  node: unknown,
  pointer: Pointer = [],
): readonly (readonly [Pointer, number | undefined])[] {
  if (isSeq(node))
    return node.items.flatMap((item, index) => [
      [[...pointer, index], isNode(item) ? item.range?.[0] : undefined] as const,
      ...offsetsIn(item, [...pointer, index]),
    ]);
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    const member = [...pointer, isScalar(key) ? String(key.value) : ""];
    return [[member, isScalar(key) ? key.range?.[0] : undefined] as const, ...offsetsIn(value, member)];
  });
}

test("another parser finds the same values at the same places", () => {
  const styles = fc.record({
    collectionStyle: fc.constantFrom("any" as const, "flow" as const),
    defaultStringType: fc.constantFrom("PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE"),
    indent: fc.integer({ min: 1, max: 4 }),
    lineWidth: fc.constantFrom(0, 30, 80),
    indentSeq: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), styles, (value, style) => {
      const text = stringify(value, { ...style, aliasDuplicateObjects: false });
      const found = parseYaml(text, (offset) => ({ file: "a.yaml", line: 1, column: offset }));
      expect(found.value).toEqual(value);
      expect(found.warnings).toEqual([]);
      for (const [pointer, offset] of offsetsIn(parseDocument(text, { stringKeys: true }).contents))
        expect(found.offsetOf(pointer), `${JSON.stringify(pointer)} in ${JSON.stringify(text)}`).toBe(offset);
    }),
    { numRuns: 300 },
  );
});
