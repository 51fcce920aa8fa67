import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** The parts of api.md: what the package exports, and what each of its subpaths does. */
const parts = new Map(
  read("../api.md")
    .split(/^(?=## `@copilot-sdk\/runtime\/)/m)
    .map((part) => [/^## `@copilot-sdk\/runtime(\/\w+)`/.exec(part)?.[1] ?? "", part]),
);

/** The names that a module exports: its own, and those of other modules that it passes on. */
function exportedBy(module: string): readonly string[] {
  const text = read(`../src/${module}.ts`);
  const passedOn = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim().replace(/^type /, "")),
  );
  const own = [...text.matchAll(/^export (?:function|class|interface|type|const) (\w+)/gm)];
  return [...passedOn, ...own.map(([, name = ""]) => name)].filter(Boolean).sort();
}

function listedIn(part: string | undefined): readonly string[] {
  return [...(part ?? "").matchAll(/^\| `(\w+)` \|/gm)].map(([, name = ""]) => name).sort();
}

test("api.md lists every name that the package exports, and no other", () => {
  expect(exportedBy("index").length).toBeGreaterThan(50);
  expect(listedIn(parts.get(""))).toEqual(exportedBy("index"));
});

test("api.md lists every name of the subpaths, and no other", () => {
  const { exports } = JSON.parse(read("../package.json")) as Manifest;
  const subpaths = Object.keys(exports).filter((path) => /^\.\/\w+$/.test(path));
  expect(subpaths.length).toBeGreaterThan(0);
  expect([...parts.keys()].sort()).toEqual(["", ...subpaths.map((path) => path.slice(1))].sort());
  for (const path of subpaths) {
    expect(exportedBy(path.slice(2)).length).toBeGreaterThan(0);
    expect(listedIn(parts.get(path.slice(1)))).toEqual(exportedBy(path.slice(2)));
  }
});
