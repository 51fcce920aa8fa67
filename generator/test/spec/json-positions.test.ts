import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonPositions, surveyJson } from "../../src/spec/json-positions.ts";
import type { Pointer } from "../../src/spec/pointer.ts";

/** The ends of large values are found in advance, so some values have a long text beside them. */
const documents = fc.record({
  value: fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.jsonValue({ maxDepth: 3 }).map((own) => [own, { "a]}": own, long: "[{".repeat(400), b: [own] }, own]),
  ) as fc.Arbitrary<unknown>,
  indent: fc.constantFrom(undefined, 2, "\t"),
});

/** Every node of a value with its pointer. */
function* nodesIn(value: unknown, pointer: Pointer = []): Generator<readonly [Pointer, unknown]> {
  yield [pointer, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* nodesIn(child, [...pointer, key]);
}

test("a member has the position of its key, and an item the position of its value", () => {
  fc.assert(
    fc.property(documents, ({ value, indent }) => {
      const text = JSON.stringify(value, undefined, indent);
      const positions = new JsonPositions(text);
      for (const [pointer, node] of nodesIn(JSON.parse(text))) {
        const rest = text.slice(positions.offsetOf(pointer));
        const owner = pointer
          .slice(0, -1)
          .reduce<unknown>((each, key) => Object(each)[key], JSON.parse(text));
        const isMember = pointer.length > 0 && !Array.isArray(owner);
        expect(rest.startsWith(JSON.stringify(isMember ? pointer.at(-1) : node)[0] ?? "")).toBe(true);
        if (isMember) expect(rest.startsWith(`${JSON.stringify(pointer.at(-1))}:`)).toBe(true);
        else if (typeof node !== "object") expect(rest.startsWith(JSON.stringify(node))).toBe(true);
      }
    }),
  );
});

test("a missing node has the position of its nearest ancestor", () => {
  const text = '{ "a": { "b": [1, "}", 2] } }';
  const positions = new JsonPositions(text);
  expect(positions.offsetOf(["a", "b", 7])).toBe(text.indexOf('"b"'));
  expect(positions.offsetOf(["a", "b", 2])).toBe(text.indexOf("2"));
  expect(positions.offsetOf(["a", "b", 0, "c"])).toBe(text.indexOf("1"));
});

test("members are counted as often as they are written, and text in strings is none", () => {
  expect(surveyJson('{ "a" : 1, "a":{"\\"b\\\\":"c\\": d", "e": ["f:", "g"]}}').members).toBe(4);
});
