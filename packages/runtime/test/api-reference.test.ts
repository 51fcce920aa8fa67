import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

test("api.md lists every name that the package exports, and no other", () => {
  const exports = [...read("../src/index.ts").matchAll(/export (?:type )?\{([^}]*)\}/g)];
  const exported = exports.flatMap(([, names = ""]) => names.split(",").map((name) => name.trim()));
  const listed = [...read("../api.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(exported.filter(Boolean).length).toBeGreaterThan(50);
  expect(listed.sort()).toEqual(exported.filter(Boolean).sort());
});
