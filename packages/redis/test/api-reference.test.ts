import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("api.md lists every name that the package exports, and no other", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  const exported = [...read("../src/index.ts").matchAll(/export (?:type )?\{([^}]*)\}/g)]
    .flatMap(([, names = ""]) => names.split(","))
    .map((name) => name.trim())
    .filter(Boolean);
  const listed = [...read("../api.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, name = ""]) => name);
  expect(exported.length).toBeGreaterThan(5);
  expect(listed.sort()).toEqual(exported.sort());
});
