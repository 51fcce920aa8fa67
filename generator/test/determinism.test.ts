import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generateFrom } from "./support/generate.ts";

const tracker: unknown = parse(readFileSync(new URL("./fixtures/tracker.yaml", import.meta.url), "utf8"));

describe("the output does not depend on", () => {
  test("the order of members in the document, except for properties, whose order is kept", async () => {
    const expected = await generateFrom({ "tracker.json": JSON.stringify(tracker) });
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
        const shuffled = shuffleMaps(tracker, () => numbers.next().value ?? 0);
        const actual = await generateFrom({ "tracker.json": JSON.stringify(shuffled) });
        expect(Object.fromEntries(actual.files)).toEqual(Object.fromEntries(expected.files));
      }),
      { numRuns: 25 },
    );
  });

  test("YAML or JSON, LF or CRLF", async () => {
    const text = readFileSync(new URL("./fixtures/tracker.yaml", import.meta.url), "utf8");
    const json = await generateFrom({ "tracker.json": JSON.stringify(tracker) });
    const yaml = await generateFrom({ "tracker.yaml": text });
    const windows = await generateFrom({ "tracker.yaml": text.replaceAll("\n", "\r\n") });
    expect(Object.fromEntries(yaml.files)).toEqual(Object.fromEntries(json.files));
    expect(Object.fromEntries(windows.files)).toEqual(Object.fromEntries(json.files));
  });
});

/** The value with the members of its objects in another order. */
function shuffleMaps(value: unknown, random: () => number, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffleMaps(item, random));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([name, item]) => [name, shuffleMaps(item, random, name)] as const,
  );
  if (key === "properties") return Object.fromEntries(entries);
  return Object.fromEntries(
    entries
      .map((entry) => ({ entry, rank: random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ entry }) => entry),
  );
}
